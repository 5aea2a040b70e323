"""`python -m cxmaturity`."""

import sys

from cxmaturity.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""How hard property tests try: a quarter as often where people wait for them, wholly where a change is judged."""

import os

THOROUGH = os.environ.get("CXMATURITY_TESTS") == "thorough"


def effort(examples: int) -> int:
    """The number of examples to try of the *examples* that a law deserves."""
    return examples if THOROUGH else max(5, examples // 4)

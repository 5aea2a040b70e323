"""The command line: commands that make values in one room and hand them to another, and exit codes."""

from cxmaturity.cli.app import main

__all__ = ["main"]

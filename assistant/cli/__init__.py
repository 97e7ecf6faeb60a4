"""The command line of IPOS Assistant."""

from assistant.cli.app import main

__all__ = ["main"]

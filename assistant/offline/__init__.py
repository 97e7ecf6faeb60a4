"""The offline engine: reads a turn, decides what to do, and composes answers from tool results only."""

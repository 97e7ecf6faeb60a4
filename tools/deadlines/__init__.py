"""Deadlines: given an event and its day, every day by which something has to be done, with the rule shown."""

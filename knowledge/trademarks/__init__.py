"""Trademarks: records as offices publish them, in one form, with where each came from; the classes of goods and services."""

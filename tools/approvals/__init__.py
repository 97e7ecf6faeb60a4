"""Approvals: nothing with an effect happens before its terms were shown and approved, once."""

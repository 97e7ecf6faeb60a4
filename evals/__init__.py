"""Judging: labelled questions as data, named checks, reports and benches."""

"""Measuring the patent search: labelled tasks from real records, speed, and embedding throughput."""

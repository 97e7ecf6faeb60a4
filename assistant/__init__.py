"""Conversing: the graph, its guards and models, the offline engine, and the command line."""

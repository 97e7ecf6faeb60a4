"""Doing it: one folder for each service line, rules as plain functions and thin tools over them."""

"""Statutes and regulations: articles, names, versions and the dates each version is in force."""

"""Agencies: who may do a piece of work, who of them fits, who is in conflict, and how member and agency are brought together."""

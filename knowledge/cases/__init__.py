"""Decided cases: our digests of them, the full texts an operator ingests, and docket numbers."""

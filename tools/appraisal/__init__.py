"""Appraisal of patents by indicators: legal, technical and economic, each with its evidence and what is not known."""

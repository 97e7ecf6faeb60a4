"""The IP health check on the six lacks, and the self-audit of the management system: questions as data, scores exact."""

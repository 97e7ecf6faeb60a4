"""The audit: what was written, approved and downloaded, by whom, in a chain that shows any change."""

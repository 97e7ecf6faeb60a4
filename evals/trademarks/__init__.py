"""How well similar marks are told from others: labelled pairs, precision and recall by reason."""

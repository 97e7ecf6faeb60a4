"""Search over patent records: words, meaning and classification, Chinese and English across each other."""

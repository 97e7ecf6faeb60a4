"""Our own notes on the law in Chinese and English: data files, reviewed like code."""

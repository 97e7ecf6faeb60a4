"""What is so: records of law and practice notes, with their versions and citations."""

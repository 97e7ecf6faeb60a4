"""Working days: which days an office or a court rests, from the official notices of each year."""

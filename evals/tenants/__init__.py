"""Nothing of one tenant for another: records with marks, asked for by everybody else in every way there is (RELIABILITY S7)."""

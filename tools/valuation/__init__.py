"""What a right may be worth: income, market and cost methods, each from stated figures, with a distribution and what moves it."""

"""What is said of a deal: its facts, its stage, its end, and who hears of it."""

"""English: its words for times, amounts, people and what to do."""

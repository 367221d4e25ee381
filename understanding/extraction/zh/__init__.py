"""Chinese: its words for times, amounts, people and what to do; simplified, with common Cantonese words."""

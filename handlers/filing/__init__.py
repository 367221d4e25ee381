"""From what was said to what is filed, and the card that says so."""

"""What commands, taps and replies on follow-ups share."""

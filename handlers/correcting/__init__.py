"""What a card just showed is put right: facts, names, times, or the whole of it undone."""

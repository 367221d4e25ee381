"""Which customer is meant, shown, given away, or found to stand there twice."""

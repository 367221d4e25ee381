"""Words everyone uses: the neutral chat model, terms, errors, clock, money. Imports nothing of ours."""

"""One file a path: `measure(place, rounds)` yields its figures."""

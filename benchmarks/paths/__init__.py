"""One file a path: `measure(place, rounds)` yields its figures.

`place` is a folder of this run, with that of kept bases in it.
"""

"""Time drives: the ticker only rings; truth is in the tables."""

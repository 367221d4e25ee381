"""Figures: how fast (python -m benchmarks) and how right (python -m benchmarks.evaluate)."""

"""The edge: chat platforms in, replies out; the only place that wires things together."""

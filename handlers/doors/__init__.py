"""Ways in beside words typed to us: edits, forms, groups that come and go, reactions, strangers, asking in passing."""

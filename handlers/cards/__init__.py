"""What cards look like: base.py the small builders, then one file a kind of card. The scheduler uses the same."""

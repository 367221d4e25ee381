"""Slack, through slack-bolt: Socket Mode or HTTP, one adapter for every workspace it is installed in."""

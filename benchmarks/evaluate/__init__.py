"""How well matching and extraction do on labelled cases."""

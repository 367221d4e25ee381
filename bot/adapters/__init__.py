"""One folder a platform: settings.py (no SDK) and adapter.py (`build`). No list to edit."""

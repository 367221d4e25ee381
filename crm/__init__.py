"""What one can do, whoever asks (chat, time, import, HTTP): one file a concept, plain functions over a unit of work."""

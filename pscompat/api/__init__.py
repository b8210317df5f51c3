"""The Python face: modules whose commands are called with Python values."""

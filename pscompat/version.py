"""The version of pscompat."""

__version__ = "0.1.0"

"""Regular expressions of .NET: their syntax and errors, and what they are in Python."""

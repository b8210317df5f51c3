"""Values and .NET types: what a value is, what it converts to, how it compares and what it looks like as text."""

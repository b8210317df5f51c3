"""JSON as ConvertTo-Json writes it and ConvertFrom-Json reads it, and the lines between processes."""

"""PowerShell's syntax: argument words, the reader of lines and scripts, and what their expressions are worth."""

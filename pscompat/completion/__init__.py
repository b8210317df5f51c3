"""Completion: what PowerShell offers for a line and a cursor, and for the words of a shell (completion.md)."""

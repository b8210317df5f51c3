"""Checking a module's help files: what is checked, one module a subject, and how findings are told."""

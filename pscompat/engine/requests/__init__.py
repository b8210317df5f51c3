"""Requests of help files: their values, conditions and steps compiled, sent, and their answers written."""

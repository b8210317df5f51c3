"""Typed stubs of shipped modules, for checkers and editors only: written by `pscompat help export --to stubs`."""

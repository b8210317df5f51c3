"""Validation attributes, and the null and empty rules of mandatory parameters (binding.md §9.5 and §9.8)."""

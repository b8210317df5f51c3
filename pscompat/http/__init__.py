"""A REST client: requests are described, sent once or again, and answered with objects or one clear error.

Nothing here knows a provider; header names, base URLs, error classes and variables come from a module file.
"""

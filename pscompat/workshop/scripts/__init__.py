"""Script files as sources: the functions of ``.ps1`` and ``.psm1`` files, read and never run."""

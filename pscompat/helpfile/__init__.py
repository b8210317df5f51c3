"""Help files and modules: reading them, keeping them compiled, and turning them into other forms."""

"""Order and equality: texts in culture order, comparison operators, and sorting as .NET does it."""

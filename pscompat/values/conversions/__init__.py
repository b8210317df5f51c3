"""What each .NET type accepts, one module a family of types; ``values.conversion`` finds them by type name."""

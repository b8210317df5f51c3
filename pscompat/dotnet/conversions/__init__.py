"""What each .NET type accepts, one module a family of types; ``dotnet.conversion`` finds them by type name."""

"""Reading dates as .NET does in the invariant culture: words, their order, and what they mean together."""

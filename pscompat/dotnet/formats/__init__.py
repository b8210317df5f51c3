"""Values as text by .NET's format strings: numbers, dates, spans of time, and composite formats."""

"""What people and programs read: help, syntax lines, records as lists, tables or JSON, explanations."""

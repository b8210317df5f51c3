"""What the language works out: operators, members, statements and script blocks, each node compiled once."""

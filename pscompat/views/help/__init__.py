"""Help as Get-Help prints it: topics and where they come from, their views, lists, search, and the pager."""

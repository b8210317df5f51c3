"""PowerShell cmdlets without PowerShell."""

"""pscompat in bash, zsh and fish: the cmdlets as functions with Tab, launchers, and what undoes them."""

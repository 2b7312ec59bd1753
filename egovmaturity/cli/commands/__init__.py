"""How each command is called: its options, its help, and what it makes of them; a module each."""

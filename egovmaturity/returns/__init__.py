"""What comes back from offices: answer sheets and forms, read without losing anything."""

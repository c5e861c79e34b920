"""Everything that a loop may go through, as loops over ranges and lists."""

"""Arrays and lists: which memory they are, and what of it a statement reads or writes."""

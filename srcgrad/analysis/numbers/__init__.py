"""Numbers: which are whole, how values are made of others, and which inequalities hold."""

"""Returns, breaks, exceptions and contexts become structure, and tests what is decided."""

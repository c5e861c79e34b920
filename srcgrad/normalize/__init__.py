"""From a syntax tree to the core language, in small passes."""

"""From a core program to its forward and reverse sweep."""

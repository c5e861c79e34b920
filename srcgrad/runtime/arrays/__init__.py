"""Adjoints of what rearranges, orders or sums the elements of arrays, and of stores."""

"""Lists and tuples: taken apart, or changed by append, pop and single stores."""

"""Where derivatives are infinite, or not defined: kinks, zeros, masks and limits."""

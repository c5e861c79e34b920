"""Which arrays are copied, changed in place, handed on and let go."""

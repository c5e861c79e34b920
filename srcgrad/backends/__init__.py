"""From generated text to functions that can be called."""

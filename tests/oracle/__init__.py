"""An independent numeric oracle: what a gradient must be, without any of srcgrad's code."""

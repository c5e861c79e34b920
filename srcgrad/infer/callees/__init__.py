"""What a call leads to, and what becomes of it: put in, kept, or derived by itself."""

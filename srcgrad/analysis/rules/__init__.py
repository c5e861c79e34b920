"""Rules: how their bodies are read, bound to a call, and decided at compile time."""

"""Loops of both sweeps: fused, checkpointed, and what leaves or enters them."""

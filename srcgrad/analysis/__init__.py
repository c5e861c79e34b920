"""What passes ask of a whole program: order, memory, liveness, activity."""

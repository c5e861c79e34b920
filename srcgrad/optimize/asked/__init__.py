"""What passes ask of the two sweeps before they change them."""

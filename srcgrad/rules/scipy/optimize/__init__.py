"""Rules of `scipy.optimize`."""

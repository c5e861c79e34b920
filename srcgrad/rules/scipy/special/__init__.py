"""Rules of `scipy.special`."""

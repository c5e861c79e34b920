"""Rules of `scipy.stats`."""

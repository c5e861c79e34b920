"""Rules of `scipy.spatial`."""

"""Rules of `scipy.sparse` and its linear systems."""

"""Small programs by language feature; each is differentiated and compared with differences."""

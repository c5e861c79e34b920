"""Values that the reverse sweep reads: still there, evaluated again, copied or recorded."""

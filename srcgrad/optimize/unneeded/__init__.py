"""What nobody reads is not computed, stored or recorded."""

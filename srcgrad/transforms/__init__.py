"""What users call. Each transform is imported from its own module: few programs need all."""

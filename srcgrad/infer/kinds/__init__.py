"""Of which kind a value is: number, array, list, object; its type and rank."""

"""The reverse of operations: rules applied, and what they add to the adjoints of operands."""

"""Generated code, kept as text: a change of what the compiler prints is seen and judged as code."""

"""How a test operates the inputs: one class for each kind that has gestures of its own."""

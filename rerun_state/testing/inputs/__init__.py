"""How a test operates the inputs: one class for each kind that has gestures of its own.

- `buttons`: what is pressed; `choices`: what is chosen, and numbers; `entry`: what is typed
- `files`: what is handed over
"""

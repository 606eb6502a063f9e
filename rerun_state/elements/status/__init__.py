"""Status: what has happened, and what is under way.

- `messages`: success, info, warning, error, exceptions, status, toasts, balloons and snow
- `progress`: progress bars, spinners, skeletons
- `task`: work elsewhere, and how it stands
"""

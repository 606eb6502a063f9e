"""What columns look like and accept.

- `column_config`, with `column_types` and `column_views`: what an app says of them; `columns`: how
  that reaches a table
- `column_buttons`: those whose cells are pressed
"""

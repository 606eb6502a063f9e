"""What a Styler of pandas' says.

- `styles`: of a table and of its values' texts; `whole_styles`: of all cells, `row_styles`: of some
  rows of a long table, `recent_styles`: of those of a moment ago
- `style_meanings`: by what it is known to say the same again
- `styler`: what of pandas' is read by no public name
"""

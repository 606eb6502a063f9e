"""Layout: places for elements.

- `containers`: containers, columns, grids, placeholders, forms
- `panels`: tabs, expanders, popovers; `dialog`: a window over the page
- `cell`: the app of another cell
- `app`: the page's title and links between pages; `menu`: the menu of pages
"""

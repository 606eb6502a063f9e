"""What a reader writes into a table, and the data that come of it.

- `writable`: which columns can be edited; `edits`: what was written
- `edited`: the table that comes of that, with other values (`edited_cells`) and rows
  (`edited_labels`); `likeness`: in the form in which the data were given
"""

"""Long tables, of which readers see a window.

- `source`: a table that is read in windows; `foreign`: those of other libraries (`readings`: how
  they are read); `edited_source`: one that is edited
- `windowed`: such a table under its readers' eyes, and what is `wanted` of it; `ranking`: sorting
  and searching it; `statistics`: what is said of a column; `holdings`: what all rows hold
- `passage`: a table that is read from end to end
"""

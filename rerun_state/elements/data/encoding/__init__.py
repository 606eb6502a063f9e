"""How a table travels.

- `columnar`: a table as one block of bytes, column after column (`column_bytes`), with times as
  `moments`, objects by their `meanings` and as `cell_texts`
- `decoding`: and back
"""

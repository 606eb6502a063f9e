"""Markdown to HTML, once per change, so that the browser needs no parser.

- `rendering`: what `st.markdown` and labels understand; `directives`: colours, badges, icons, emoji
- `bounds`: how much a parser may read in vain
- `math`: formulas as MathML; `highlight`: code in colours
"""

"""Text: what is read.

- `prose`: headings, Markdown, plain text, code, dividers
- `formulas`: LaTeX as a formula, or as text with formulas in it
- `markup`: JSON, HTML, frames around other pages, badges
- `docs`: what code says about itself (`help`, `echo`)
- `streams`: text that arrives in parts, and how it is drawn meanwhile
"""

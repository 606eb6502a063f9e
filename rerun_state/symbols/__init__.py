"""Signs that programs give by name: emoji, and the icons among which they are.

- `emoji`: GitHub's names for them, and whether a text is one
- `icons`: an emoji, or a Material Symbol drawn as SVG
"""

"""One execution of a program.

- `run`: what is true only while it lasts; `host`: what it needs of a kernel, or a test
- `script`: files as programs; `alias` lets them import `streamlit`; `pages`: several in one app
- `failure`, `durations`: exceptions as the page shows them; lengths of time as people write them
"""

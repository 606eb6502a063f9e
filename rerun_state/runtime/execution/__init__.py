"""One execution of a program.

- `run`: what is true only while it lasts; `host`: what it needs of a kernel, or a test
- `app`: what lasts of an app from run to run, and what apps share
- `script`: files as programs; `pages`: several in one app
- `alias` lets programs import `streamlit`; `copies`: the modules that do so, twice
- `failure`, `durations`: exceptions as the page shows them; lengths of time as people write them
"""

"""One execution of a program.

- `world`: what a run asks of a kernel, or of a test; `host`: what the loop needs beside
- `app`: what lasts of an app from run to run, and what apps share
- `run`: what is true only while it lasts; `claims`: what it has taken for its own so far;
  `detours`: what it has written elsewhere than where it was asked to
- `expected`: what a program's code tells of its page before it has run
- `script`: files as programs, `home`: what is around them
- `app_page`: functions and files as parts of an app; `pages`: which it has
- `alias` lets programs import `streamlit`; `twin_modules`: the modules that do so, twice
- `failure`, `durations`: exceptions as the page shows them; lengths of time as people write them
"""

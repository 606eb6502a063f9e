"""What programs call that is no element.

- `session_state`, `query_params`, `context`, `secrets`: what a program looks things up in
- `flow`, `navigation`: the way between the pages of an app
- `connections`: connections to data, opened once; `options`: what the apps are told
"""

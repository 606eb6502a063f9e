"""Values that outlive a run.

- `session_state`: the values of all cells and widgets
- `settings`: what `.streamlit/config.toml` says
- `query`: the address's parameters, as a mapping
"""

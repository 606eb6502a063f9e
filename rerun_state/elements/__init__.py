"""What can be shown: plain functions over blocks, in the families of Streamlit's reference.

An element checks its parameters and says what is to be seen by `put`, `nest` or `widget`
(`rerun_state.runtime.block`). Its twin draws it: a component of the same kind in the front end.
What the elements have in common is in `values`.
"""

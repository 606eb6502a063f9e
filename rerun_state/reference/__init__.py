"""What readers of Shift-Tab, `help()` and `st.help` see of each parameter.

The source says in prose what a function does; what its parameters mean is written here, once for
all functions that share one, and is put below the prose as numpydoc's section "Parameters".

- `weaving`: puts the sections below the docstrings, in the order of the signatures
- `signatures`: the annotations, with their aliases written out
- `words`: the types and defaults of a signature, as a person reads them
- `of_all`: parameters that mean the same wherever they are
- `of_inputs`, `of_shown`, `of_commands`: those that mean something else, or more, in one function
"""

"""What can be shown: plain functions over blocks, in the families of Streamlit's reference.

An element checks its parameters and says what is to be seen by `put`, `nest` or `field`
(`runtime.grammar`). Its twin draws it: a component of the same kind in the front end.

- `base`: what they share: common parameters, codecs, options, selections
- `text`, `data`, `charts`, `media`, `inputs`, `layout`, `status`: the families
- `bundles`: objects that know how to show themselves in a notebook
- `write`: anything, each thing in the way that suits it
"""

"""What data are, and how they become a pandas table.

- `makes`: what data are; `plans`: those that are computed elsewhere, of which the first rows are
  asked for; `origins`: such as read the same; `collected`: what they gave, for the next run
- `frames`: data of any make as a pandas table (`arrow_tables`: of Arrow's; `dataset_rows`: rows of
  its datasets); `pandas_tables`: what is done with one
"""

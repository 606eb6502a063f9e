"""Tables as they are read back from what travels."""

import pandas as pd

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.decoding import decode


def test_lists_in_cells_are_read_as_arrays() -> None:
    made = encode(pd.DataFrame({"a": [[1, 2], [], [[3], [4, 5]]]}))
    flat, empty, nested = decode(made.rows, made.columns, made.data)["a"]
    assert flat.tolist() == [1, 2]
    assert len(empty) == 0
    assert [part.tolist() for part in nested] == [[3], [4, 5]]

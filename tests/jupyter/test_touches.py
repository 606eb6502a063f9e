"""What the reader does to ipywidgets that are not ours."""

from collections.abc import Iterable

from rerun_state.jupyter.touches import Touches
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.model.renderer import NullRenderer


def test_a_message_for_no_ipywidget_costs_no_look_at_the_apps_of_all_visitors() -> None:
    looks = []

    def cells() -> Iterable[Cell]:
        looks.append(1)
        return ()

    touches = Touches(cells, lambda id, names: None)
    assert not touches.awaits(NullRenderer(), "visit/i5")
    assert looks == []

"""ipywidgets of others in a real kernel: made by an ordinary cell, and used by a reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.kernel.reader import Reader

W = "import ipywidgets as w\n"
COUNT = "len(__import__('ipywidgets').widgets.widget._instances)"
TWO = (
    W
    + """
n = w.IntSlider(3, 0, 10, description="n")
colour = w.Dropdown(options=["red", "blue"])
display(w.HBox([n, colour]))
print(f"{n.value} {colour.value}")
st.button("Again")
"""
)


@contextmanager
def making(reader: Reader, code: str, made: str) -> Iterator[None]:
    """Have an ordinary cell make widgets, which are closed when the block ends."""
    reader.kernel.run(W + code)
    yield
    reader.kernel.run(f"for each in [{made}]: each.close()")


def model(reader: Reader, name: str) -> str:
    """The id of the latest open widget of that class."""
    found = [c for c in reader.kernel.open_comms() if c.state.get("_model_name") == f"{name}Model"]
    return found[-1].id


def change(reader: Reader, name: str, subshell: str | None = None, **traits: object) -> None:
    reader.kernel.send_state(model(reader, name), subshell=subshell, **traits)


def click(reader: Reader, name: str = "Button") -> None:
    reader.kernel.send_custom(model(reader, name), {"event": "click"})


def again(reader: Reader) -> list[str]:
    reader.press("Again")
    return reader.settle()

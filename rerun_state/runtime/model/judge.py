"""How values are judged that code has put into the state: what Streamlit lets pass, and when.

A browser's values are checked as they come. Code may say anything: `vet` looks at it once, in the
run that it was said for; `admit` in this and all later ones; and `settle` tells what a page makes
of what has passed both, which is what Streamlit's next run would get. Without them, what code says
is the value.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Judge:
    """What of a codec is about values from code."""

    __slots__ = ()

    settable: bool = True
    """May code put a value into the state? Some only a reader can make."""
    settles: ClassVar[bool] = False
    """Does a value become another once a browser has shown it?"""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.settles = cls.settle is not Judge.settle

    def admit(self, value: Any) -> Any:
        """The value to use for one that code put into the state; raises where it makes no sense."""
        return value

    def vet(self, value: Any) -> None:
        """Raise for a value that code has just given, and that `admit` would let pass later."""

    def settle(self, value: Any) -> Any:
        """What becomes of a value once a browser has shown it: the next run gets that."""
        return value

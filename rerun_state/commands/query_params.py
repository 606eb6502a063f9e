"""`st.query_params`: the parameters of the app's address, for the session of the current run.

In Voila the address is the browser's; everywhere else it is a mapping in memory, which starts out
empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, cast

from rerun_state.errors import StreamlitInvalidParameterTypeError
from rerun_state.runtime.loop.current import session_to_use
from rerun_state.runtime.state.query import QueryParams, Values


class QueryParamsProxy(MutableMapping[str, str]):
    """The parameters of the app's address, as items or attributes; all of them are text.

    Writing replaces what a key had; a list gives it several values. A parameter that a widget is
    bound to (`bind="query-params"`) can only be changed through the widget.

        st.query_params["page"] = 2
        tags = st.query_params.get_all("tag")
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> str:
        return _store()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        _store()[key] = value

    def __delitem__(self, key: str) -> None:
        del _store()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_store())

    def __len__(self) -> int:
        return len(_store())

    def __getattr__(self, name: str) -> str:
        try:
            return _store()[name]
        except KeyError:
            raise AttributeError(f"st.query_params has no attribute {name!r}.") from None

    def __setattr__(self, name: str, value: Any) -> None:
        _store()[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del _store()[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __str__(self) -> str:
        return str(_store())

    def __repr__(self) -> str:
        return f"query_params({self.to_dict()!r})"

    def update(self, other: Any = (), /, **values: Any) -> None:
        """Set several parameters at once, or none if one of them cannot be set."""
        _store().update(other, **values)

    def get_all(self, key: str) -> list[str]:
        """All the values of a key, in order; none if it is absent."""
        return _store().get_all(key)

    def clear(self) -> None:
        """Remove every parameter; raises StreamlitAPIException if a widget is bound to one."""
        _store().clear()

    def to_dict(self) -> dict[str, str]:
        """A plain dictionary; of a key with several values, the last."""
        return _store().to_dict()

    def from_dict(self, params: Values) -> None:
        """Replace all parameters by these; if one of them cannot be set, none is changed."""
        _store().from_dict(params)


def replace(params: Any) -> None:
    """What becomes of the address when the page is switched: it has these parameters, or none."""
    store = _store()
    if params is None:
        store.clear()
    elif isinstance(params, Iterable) and not isinstance(params, (str, bytes)):
        store.from_dict(cast(Values, params))
    else:
        raise StreamlitInvalidParameterTypeError(
            f"query_params must be a mapping or pairs of key and value, not {params!r}."
        )


def _store() -> QueryParams:
    return session_to_use().query

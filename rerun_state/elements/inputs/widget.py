"""Anybody's ipywidget as an input: `st.widget`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from types import EllipsisType
from typing import Any

from rerun_state.elements.base.parameters import Args, Key, Kwargs, OnChange, Persist
from rerun_state.elements.bundles import is_widget
from rerun_state.elements.inputs.bond import Bond, Bound, Listen, bond_of, bond_to, bonds_of
from rerun_state.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    an,
)
from rerun_state.runtime.execution.run import Run, current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

Make = Callable[[], Any]
Trait = str | Sequence[str] | EllipsisType | None


def widget(
    self: Block,
    make: Make | Any,
    *,
    key: Key | None = None,
    trait: Trait = ...,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    listen: Listen | None = None,
    persist_state: Persist | None = None,
) -> Any:
    """Show an ipywidget, or an anywidget, whose changes run the app again; return its value.

    The value of the trait is the entry `key` of `st.session_state`: what code sets there is set in
    the widget, and an ordinary cell that sets the widget's trait runs the app.

    The value is the trait's own: do not change it in place. It is the widget itself for several
    traits or None; with `listen` what the widget has told, and None in other runs.

    Raises StreamlitInvalidParameterTypeError if `make` is not, and does not make, an ipywidget,
    StreamlitValueError if the widget has no such trait, StreamlitIncompatibleParametersError for
    both `trait` and `listen`, TraitError for a value set by code that the trait does not take.

        zoom = st.widget(lambda: Map(center=(52, 10), zoom=5), key="zoom", trait="zoom")
        if st.widget(lambda: Button(description="Go"), listen=lambda w, send: w.on_click(send)):
            st.write("Gone")
    """
    run = current("st.widget()")
    _check_binding(trait, listen)
    place = _place(run, make, key)
    bond = _bonded(run, place, make, trait, listen)
    node = field(
        self,
        "widget",
        {"widget": bond.widget, "model_id": bond.model_id},
        Wiring(key, on_change, args, kwargs, None, persist_state),
        identity=place,
        bounds=bond.names,
        default=None if listen is not None else bond.default,
        codec=Bound(bond, trigger=listen is not None),
    )
    declared = node.widget
    assert declared is not None
    if listen is not None:
        bond.declared = declared
        return node.value
    value = bond.settle(declared, run.state.value(declared))
    return value if len(bond.names) == 1 else bond.widget


def _check_binding(trait: Trait, listen: Listen | None) -> None:
    if listen is None:
        return
    if not callable(listen):
        raise StreamlitInvalidParameterTypeError(
            f"listen of widget must be a function of the widget and of `send`, not {listen!r}."
        )
    if trait is not ...:
        raise StreamlitIncompatibleParametersError(
            "A widget is bound either by `trait` or by `listen`. Leave one of them out."
        )


def _bonded(
    run: Run, place: tuple[Hashable, ...], make: Make | Any, trait: Trait, listen: Listen | None
) -> Bond:
    """The widget of that place, which is made if there is none yet, joined to the app."""
    if is_widget(make):
        made = make
    else:
        known = _known(run, place)
        made = _made(make) if known is None else known.widget
    if listen is None:
        return bond_to(run, place, made, names_of(made, trait))
    bond = bond_to(run, place, made, ())
    bond.listen(listen)
    return bond


def _maker(make: Any) -> tuple[Hashable, ...]:
    """By what a function, a class or a widget is known from run to run."""
    if is_widget(make):
        return ("widget", make.model_id)
    function = getattr(make, "func", make)  # of a partial
    code = getattr(function, "__code__", None)
    name = getattr(function, "__qualname__", type(make).__qualname__)
    return (getattr(function, "__module__", None), name, code and code.co_firstlineno)


def _place(run: Run, make: Any, key: Key | None) -> tuple[Hashable, ...]:
    """The identity of a widget of the program: its key, else its maker and how often it made one.

    Each fragment counts for itself, since it runs by itself.
    """
    part = run.fragment
    if key is not None:
        return ("key", str(key))
    first = ("maker", part and part.id, *_maker(make))
    before = (bond_of(each) for each in run.claims.widgets.values())
    return (*first, sum(bond is not None and bond.maker[:-1] == first for bond in before))


def _known(run: Run, place: tuple[Hashable, ...]) -> Bond | None:
    """What already joins what was made there to the app; None for what is new, or closed.

    A cell that is executed again makes anew what its program makes: it may be another program.
    """
    known = (bond for bond in bonds_of(run) if bond.maker == place)
    return next((bond for bond in known if bond.is_open), None)


def _made(make: Any) -> Any:
    made = make() if callable(make) else make
    if not is_widget(made):
        what = f"a function that returns {made!r}" if callable(make) else repr(make)
        raise StreamlitInvalidParameterTypeError(
            f"st.widget() takes an ipywidget, or what makes one, not {what}."
        )
    return made


def names_of(made: Any, trait: Trait) -> tuple[str, ...]:
    """The names of the traits that are the value."""
    if trait is None:
        return ()
    offered = sorted(name for name in made.traits(sync=True) if not name.startswith("_"))
    names = ("value",) if trait is ... else (trait,) if isinstance(trait, str) else tuple(trait)
    if unknown := [name for name in names if not made.has_trait(name)]:
        raise StreamlitValueError(
            f"{an(type(made).__name__, capital=True)} has no trait {unknown[0]!r}. "
            f"Give `trait` one of those that it shares with the browser: {', '.join(offered)}."
        )
    return names

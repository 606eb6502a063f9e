"""States of visitors between the kernels that tell them and a store that may fail."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event

import pytest

from rerun_state.keeping.store import HeldError, StoreError
from rerun_state.serve import kept_states as module
from rerun_state.serve.kept_states import KeptState, KeptStates, open_states
from rerun_state.serve.served_file import Unservable
from tests.serve.parts import until

Body = Callable[[KeptStates], Awaitable[None]]


class FakeShelf:
    """A store that fails when it is told to."""

    place = "the store"

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.aside: list[str] = []
        self.failure: Exception | None = None
        self.is_closed = False

    def open(self) -> str:
        return "00" * 32

    def take(self, name: str) -> str | None:
        self._fail()
        return self.texts.get(name)

    def write(self, name: str, text: str) -> None:
        self._fail()
        self.texts[name] = text

    def set_aside(self, name: str) -> str:
        self._fail()
        self.aside.append(self.texts.pop(name))
        return "aside"

    def sweep(self) -> None:
        self._fail()

    def close(self) -> None:
        self.is_closed = True

    def _fail(self) -> None:
        if (failure := self.failure) is not None:  # read once: threads ask
            raise failure


@pytest.fixture
def shelf() -> FakeShelf:
    return FakeShelf()


def with_states(shelf: FakeShelf, body: Body) -> None:
    async def main() -> None:
        states = KeptStates(shelf, shelf.open(), 30)
        states.start()
        await body(states)
        await states.close()
        assert shelf.is_closed

    asyncio.run(main())


def told(state: KeptState) -> list[str]:
    """What the visitor is told from now."""
    said: list[str] = []
    state.tell = said.append
    return said


def test_what_a_kernel_says_is_read_by_the_same_browser_and_tab_alone(shelf: FakeShelf) -> None:
    async def body(states: KeptStates) -> None:
        states.of("ada", "t", is_new=True).keep({"": "one"})
        again = {who: states.of(*who, is_new=False) for who in (("ada", "t"), ("ada", "u"))}
        assert await again["ada", "t"].read() == ({"": "one"}, "")
        assert await again["ada", "u"].read() == ({}, "")
        assert await states.of("eve", "t", is_new=False).read() == ({}, "")

    with_states(shelf, body)
    assert "ada" not in str(shelf.texts)


def test_what_is_left_when_the_server_ends_is_written(shelf: FakeShelf) -> None:
    async def body(states: KeptStates) -> None:
        state = states.of("ada", "t", is_new=True)
        for text in ("one", "two"):
            state.keep({"": text})

    with_states(shelf, body)
    assert [json.loads(text)["sessions"] for text in shelf.texts.values()] == [{"": "two"}]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), StoreError("Gone.")])
def test_a_store_that_fails_is_named_once_and_tried_again(
    shelf: FakeShelf,
    failure: Exception,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0.01)

    async def body(states: KeptStates) -> None:
        shelf.failure = failure
        one, two = (states.of("ada", tab, is_new=True) for tab in "tu")
        said = told(one)
        one.keep({"": "one"})
        two.keep({"": "two"})
        await until(lambda: said)
        assert await one.read() == ({"": "one"}, "")
        await asyncio.sleep(0.05)
        shelf.failure = None
        await until(lambda: len(shelf.texts) == 2)
        assert said == [module.NOT_NOW]

    with_states(shelf, body)
    assert caplog.text.count("cannot be kept in the store") == 1


def test_what_cannot_be_read_is_not_written_over(
    shelf: FakeShelf, caplog: pytest.LogCaptureFixture
) -> None:
    async def body(states: KeptStates) -> None:
        states.of("ada", "t", is_new=True).keep({"": "one"})
        await until(lambda: shelf.texts)
        shelf.failure = StoreError("Gone.")
        state = states.of("ada", "t", is_new=False)
        assert await state.read() == ({}, module.NOT_READ)
        shelf.failure = None
        state.keep({"": "other"})
        assert await state.read() == ({"": "one"}, "")

    with_states(shelf, body)


def test_a_store_that_does_not_answer_holds_up_nobody_for_long(
    shelf: FakeShelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "READ", 0.02)
    answers = Event()
    monkeypatch.setattr(shelf, "take", lambda name: answers.wait())

    async def body(states: KeptStates) -> None:
        returning = [states.of("ada", str(tab), is_new=False) for tab in range(9)]
        found = await asyncio.gather(*(each.read() for each in returning))
        assert found == [({}, module.NOT_READ)] * 9
        answers.set()

    with_states(shelf, body)
    assert "has not answered" in caplog.text


def test_who_is_new_waits_for_no_store(shelf: FakeShelf, caplog: pytest.LogCaptureFixture) -> None:
    async def body(states: KeptStates) -> None:
        shelf.failure = StoreError("Gone.")
        assert await states.of("ada", "t", is_new=True).read() == ({}, "")

    with_states(shelf, body)


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', '{"format": 2, "sessions": {}}'])
def test_what_is_damaged_or_newer_is_set_aside(
    shelf: FakeShelf, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def body(states: KeptStates) -> None:
        states.of("ada", "t", is_new=True).keep({"": "one"})
        await until(lambda: shelf.texts)
        [name] = shelf.texts
        shelf.texts[name] = text
        state = states.of("ada", "t", is_new=False)
        assert await state.read() == ({}, module.ASIDE)
        state.keep({"": "two"})

    with_states(shelf, body)
    assert shelf.aside == [text]
    assert "cannot be used" in caplog.text
    assert "two" in str(shelf.texts)


def test_what_a_kernel_cannot_use_is_set_aside_before_it_is_replaced(shelf: FakeShelf) -> None:
    async def body(states: KeptStates) -> None:
        state = states.of("ada", "t", is_new=True)
        state.keep({"": "old"})
        await until(lambda: shelf.texts)
        assert (await state.read())[0]
        said = told(state)
        state.refuse("it is damaged")
        state.keep({"": "new"})
        assert said == [module.ASIDE]

    with_states(shelf, body)
    assert "old" in str(shelf.aside)
    assert "new" in str(shelf.texts)


def test_who_goes_on_at_another_server_is_told_that_it_is_kept_there(shelf: FakeShelf) -> None:
    async def body(states: KeptStates) -> None:
        state = states.of("ada", "t", is_new=True)
        said = told(state)
        shelf.failure = HeldError("another server")
        state.keep({"": "one"})
        await until(lambda: said)
        shelf.failure = None
        state.keep({"": "two"})
        assert said == [module.ELSEWHERE]

    with_states(shelf, body)
    assert not shelf.texts


def test_a_state_that_is_too_large_is_not_kept(
    shelf: FakeShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 10)

    async def body(states: KeptStates) -> None:
        state = states.of("ada", "t", is_new=True)
        said = told(state)
        state.keep({"": "x" * 11})
        assert said == [module.TOO_MUCH]

    with_states(shelf, body)
    assert not shelf.texts


def test_a_second_server_and_a_place_that_is_none_are_refused_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path / "kept"))
    states = open_states("", "own", 30)
    with pytest.raises(Unservable, match=r"kept by another server .* another name"):
        open_states("", "own", 30)
    states.shelf.close()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path / "file"))
    with pytest.raises(Unservable, match="RERUN_STATE_KEPT"):
        open_states("", "own", 30)

"""`rerun-state run --persist`: a visit goes on after its kernel's end, and the server's."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.kernel.serving import PATIENCE, Guest, Served, serving, write_notebook

CELLS = [
    "import datetime\nimport rerun_state as st\nst.session_state['log'] = []",
    """%%rerun
n = st.number_input("N", value=1)
st.text(f"n is {n}, log {st.session_state.log}, day {st.session_state.get('day')}")
word = st.text_input("Word", key="word")
hidden = st.text_input("Secret", type="password")
st.text(f"word {word}, secret {hidden}.")
if st.button("Note"):
    st.session_state.log.append(n)
    st.session_state.day = datetime.date(2026, 11, 29)
    st.session_state.odd = lambda: 0
    st.rerun()
if st.button("Die"): __import__("os").kill(__import__("os").getpid(), 9)
""",
    """%%rerun --session other
st.text(f"beside {st.text_input('Beside')}.")
""",
]


class House:
    """A server that can be killed, and is started again."""

    def __init__(self, folder: Path) -> None:
        self.states = folder / "kept" / "visitors"
        self._file = write_notebook(folder / "app.ipynb", CELLS)
        self._stack = ExitStack()
        self.served = self._start()

    def _start(self) -> Served:
        return self._stack.enter_context(serving(self._file, "--persist", "sales"))

    def kill(self) -> None:
        self.served.process.kill()
        self.served.process.wait()

    def begin_again(self) -> None:
        self.served = self._start()

    def files(self, text: str = "") -> list[Path]:
        """What is kept, as far as there is that text in it."""
        found = [file for file in self.states.glob("sales/*.json") if file.stem != "server"]
        return [file for file in found if text in file.read_text("utf-8")]

    def await_kept(self, text: str) -> Path:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.files(text):
                return found[0]
            time.sleep(0.02)
        raise AssertionError(f"{text!r} is not kept")

    def back(self, guest: Guest, **more: str) -> Guest:
        """The same tab, after its page was left."""
        guest.leave()
        return Guest(self.served.url, more.get("cookie", guest.cookie), guest.tab, again=True)

    def close(self) -> None:
        self._stack.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RERUN_STATE_KEPT", str(folder / "kept"))
        made = House(folder)
        made.served.hear("A kernel is ready")
        yield made
        made.close()


def visit(house: House, n: int, word: str) -> Guest:
    """Somebody who has entered something, which is kept."""
    guest = house.served.guest()
    guest.see("n is 1")
    guest.change("N", n)
    guest.change("Word", word)
    guest.change("Secret", "hunter2")
    guest.see(f"word {word}, secret hunter2.")
    guest.change("Note", True)
    guest.see(f"log [{n}], day 2026-11-29")
    guest.change("Beside", f"{word}!")
    guest.see(f"beside {word}!")
    house.await_kept(f"{word}!")
    return guest


def test_who_was_before_a_kernel_that_was_killed_goes_on_in_the_next(house: House) -> None:
    guest = visit(house, 7, "ada")
    guest.change("Die", True)
    guest.until(lambda: {"ended": True} in guest.controls)
    guest.greet()
    guest.see("beside ada!")
    guest.see("n is 7, log [7], day 2026-11-29")
    guest.see("word ada, secret .")
    assert guest.controls[-1] == {"tab": guest.tab, "anew": True, "kept": True}
    guest.leave()


def test_passwords_are_not_kept_and_what_cannot_be_is_named_to_the_author(house: House) -> None:
    guest = visit(house, 8, "eve")
    house.served.hear("session_state['odd'] of a visitor is not kept")
    assert not house.files("hunter2")
    assert "not kept" not in guest.received
    guest.leave()


def test_nobody_else_gets_what_is_kept_of_a_visit(house: House) -> None:
    guest = visit(house, 9, "bob")
    thieves = [
        Guest(house.served.url, None, guest.tab, again=True),  # with a cookie of its own
        Guest(house.served.url, guest.cookie, "x" * 22, again=True),  # of a tab that never was
        Guest(house.served.url, guest.cookie, "../../server", again=True),
    ]
    for thief in thieves:
        thief.see("n is 1, log []")
        thief.see("beside .")
        assert "bob" not in thief.received
        thief.leave()
    name, _, secret = guest.cookie.partition("=")
    forged = Guest(house.served.url, f"{name}={secret[:-1]}{'0' if secret[-1] != '0' else '1'}")
    assert forged.closed() == 4401
    guest.leave()


def test_a_server_that_was_killed_and_started_again_knows_its_visitors(house: House) -> None:
    guest, unlucky = visit(house, 5, "kay"), visit(house, 6, "joe")
    house.kill()
    later = json.dumps({"format": 1, "sessions": {"": json.dumps({"format": 99})}})
    house.await_kept("joe!").write_text(later)
    house.begin_again()
    unlucky, guest = house.back(unlucky), house.back(guest)
    guest.see("n is 5, log [5], day 2026-11-29")
    guest.see("beside kay!")
    unlucky.see("n is 1, log []")
    unlucky.until(lambda: "cannot be used" in unlucky.controls[-1].get("note", ""))
    aside = house.served.hear("written by a later version").rpartition(" in ")[2].rstrip(".")
    assert Path(aside).read_text() == later
    for each in (guest, unlucky):
        each.leave()


# The server's end is last here.
def test_a_server_that_is_ended_writes_what_is_left(house: House) -> None:
    guest = visit(house, 4, "max")
    guest.change("Word", "the last word")
    guest.see("word the last word")
    house.served.end()
    assert house.files("the last word")

"""Deleted cells are told from those that came back."""

import pytest

from rerun_state.jupyter.deletions import Deletions


class Notebook:
    """Which cells' apps are shown, and which have been."""

    def __init__(self) -> None:
        self.shown = set[str]()
        self.met = set[str]()
        self.deletions = Deletions()

    def show(self, name: str) -> None:
        self.shown.add(name)
        self.met.add(name)

    def run(self, name: str | None, *listed: str) -> set[str]:
        return set(self.deletions.gone(name, set(listed), self.shown, self.met))


@pytest.fixture
def book() -> Notebook:
    return Notebook()


def test_a_deleted_cell_is_gone(book: Notebook) -> None:
    assert book.run("b", "a") == {"a"}
    assert book.run(None, "c") == {"c"}
    assert book.run("b") == set()


def test_a_cell_that_is_shown_goes_once_it_is_not(book: Notebook) -> None:
    book.show("a")
    assert book.run("b", "a") == set()
    book.shown.clear()
    assert book.run("b") == {"a"}


def test_a_cell_that_is_executed_is_not_gone(book: Notebook) -> None:
    assert book.run("a", "a") == set()


def test_a_cell_that_came_back_stays_while_run_all_names_it(book: Notebook) -> None:
    assert book.run("a", "a") == set()
    assert book.run("b", "a") == set()
    assert book.run("c") == set()
    assert book.run("b") == set()


def test_a_cell_that_came_back_stays_when_it_is_scrolled_away(book: Notebook) -> None:
    book.show("a")
    assert book.run("b", "a") == set()
    book.run("a")
    book.shown.clear()
    assert book.run("b") == set()


def test_a_cell_that_is_deleted_again_is_gone(book: Notebook) -> None:
    book.run("a", "a")
    book.show("a")
    book.shown.clear()
    assert book.run("b", "a") == {"a"}


def test_a_cell_that_is_deleted_again_under_a_new_list_is_gone(book: Notebook) -> None:
    book.run("a", "a")
    book.run("b")
    assert book.run("b", "a") == {"a"}

"""What may stand on the command line."""

from pathlib import Path

import pytest

from rerun_state.serve.command_line import _base, parse

NUMBERS = [
    *(["--port", "70000"], ["--kernels", "0"], ["--port", "x"]),
    *(["--persist-days", each] for each in ("0", "nan", "401", "x")),
]


@pytest.mark.parametrize("words", NUMBERS)
def test_numbers_that_make_no_sense_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["run", "app.py", *words])


def test_an_app_after_persist_is_the_file_and_no_name_of_a_state() -> None:
    given = parse(["run", "--persist", "app.py"])
    assert (given.file, given.persist) == (Path("app.py"), "")
    given = parse(["run", "--persist", "sales", "app.ipynb"])
    assert (given.file, given.persist) == (Path("app.ipynb"), "sales")


def test_a_command_without_a_file_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["run"], ["run", "--persist", "sales"]):
        with pytest.raises(SystemExit):
            parse(words)
        assert "Name the notebook (.ipynb) or the script (.py)" in capsys.readouterr().err


def test_the_help_has_all_options_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["run", "--help"])
    shown = capsys.readouterr().out
    groups = ("the page", "kernels", "states", "visitors")
    places = [shown.index(f"\n{each}:\n") for each in groups]
    assert places == sorted(places)


def test_proxies_are_addresses_or_networks(capsys: pytest.CaptureFixture[str]) -> None:
    given = parse(["run", "app.py", "--proxy", "10.0.0.7", "--proxy", "fd00::/8"])
    assert [str(each) for each in given.proxy] == ["10.0.0.7/32", "fd00::/8"]
    for wrong in ("proxy.example.org", "10.0.0.7/8"):
        with pytest.raises(SystemExit):
            parse(["run", "app.py", "--proxy", wrong])
        assert "is no address such as" in capsys.readouterr().err


def test_a_path_begins_and_ends_with_a_slash() -> None:
    given = ["/", "", "a/b", "/a/"]
    assert [_base(each) for each in given] == ["/", "/", "/a/b/", "/a/"]


@pytest.mark.parametrize(
    ("given", "path"),
    [("", "/"), ("/", "/"), ("apps/one", "/apps/one/"), ("/a b/", "/a%20b/"), ("ä", "/%C3%A4/")],
)
def test_a_base_is_a_path_as_browsers_write_it(given: str, path: str) -> None:
    assert parse(["run", "app.py", "--base-url", given]).base_url == path


@pytest.mark.parametrize("given", ["a//b", "../x", "a?b", "a#b", "a;b", "http://x/y", "a\\b"])
def test_a_base_that_is_no_path_is_refused(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["run", "app.py", "--base-url", given])
    assert "is no path such as" in capsys.readouterr().err

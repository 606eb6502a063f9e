"""How many bytes of files readers may have."""

import gc
import logging
from dataclasses import dataclass

import pytest

from rerun_state.runtime.model.allowance import MEGABYTE, Allowance


@dataclass(eq=False)
class Files:
    size: int


def test_files_of_one_reader_count_together() -> None:
    allowance, files = Allowance(2 * MEGABYTE), [Files(MEGABYTE), Files(0)]
    for each in files:
        allowance.join(each)
    allowance.check(MEGABYTE)
    with pytest.raises(ValueError, match="all your files together may have 2 MB"):
        allowance.check(MEGABYTE + 1)


def test_files_of_what_is_gone_do_not_count() -> None:
    allowance, files = Allowance(MEGABYTE), Files(MEGABYTE)
    allowance.join(files)
    del files
    gc.collect()
    allowance.check(MEGABYTE)


def test_files_of_all_readers_find_room_together() -> None:
    whole = Allowance(MEGABYTE)
    one, two = Allowance(MEGABYTE, whole), Allowance(MEGABYTE, whole)
    one.join(Files(0))
    one.join(held := Files(MEGABYTE))
    with pytest.raises(ValueError, match="no room for more files"):
        two.check(1)
    held.size = 0
    two.check(1)


def test_what_is_refused_is_told_to_the_author_once(caplog: pytest.LogCaptureFixture) -> None:
    allowance = Allowance(0)
    with caplog.at_level(logging.WARNING, "rerun_state"):
        for _ in range(3):
            with pytest.raises(ValueError, match="together"):
                allowance.check(1)
    assert caplog.text.count("Refused a visitor's file") == 1

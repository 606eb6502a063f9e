"""A cell that waits for an entry, without a kernel."""

import asyncio

import pytest

import rerun_state
from rerun_state.errors import StreamlitAPIException
from rerun_state.jupyter import kernel
from rerun_state.jupyter.changes import changed


def test_a_kernel_that_cannot_hear_widgets_meanwhile_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kernel, "hears_while_awaiting", lambda: False)
    with pytest.raises(StreamlitAPIException, match=r"would wait for ever: ipykernel \d.*7\.4"):
        asyncio.run(changed("chosen"))


def test_the_same_value_again_and_one_that_goes_end_no_wait() -> None:
    async def main() -> object:
        state = rerun_state.session_state
        state.chosen = 1
        waiting = asyncio.create_task(changed("chosen"))
        await asyncio.sleep(0)
        state.chosen = 1
        del state.chosen
        await asyncio.sleep(0)
        assert not waiting.done()
        state.chosen = 2
        return await waiting

    assert asyncio.run(main()) == 2
    rerun_state.session_state.clear()

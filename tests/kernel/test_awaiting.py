"""Cells that await: in their first run, in reruns, in callbacks, and when something newer comes."""

from tests.kernel.reader import Reader

STATE = "__import__('rerun_state').session_state"

APP = """
import asyncio
n = st.slider("N", 0, 9)
log = st.session_state.setdefault("log", [])
log.append(("began", n))
st.text(f"began {n}")
await asyncio.sleep(DELAY)
log.append(("ended", n))
st.text(f"value {n}")
"""


def app(delay: str) -> str:
    return APP.replace("DELAY", delay)


def test_a_cell_awaits_in_its_first_run_and_in_reruns(reader: Reader) -> None:
    assert reader.app(app("0.05")).error is None
    assert reader.page.texts() == ["N", "began 0", "value 0"]
    reader.change("N", [4])
    assert reader.settle() == ["N", "began 4", "value 4"]


def test_a_newer_event_ends_the_wait(reader: Reader) -> None:
    reader.app(app("3600 if n == 1 else 0"))
    reader.change("N", [1])
    reader.see("began 1")
    reader.change("N", [2])
    reader.see("value 2")
    log = reader.value(f"{STATE}.log")
    assert ("began", 1) in log
    assert ("ended", 1) not in log


def test_a_newer_event_ends_the_wait_of_the_first_run(reader: Reader) -> None:
    request = reader.start(app("3600 if n == 0 else 0"))
    reader.see("began 0")
    reader.change("N", [2])
    reader.see("value 2")
    assert reader.kernel.finish(request).error is None


def test_an_event_of_another_app_does_not_end_the_wait(reader: Reader) -> None:
    reader.app("m = st.slider('M', 0, 9)\nst.text(f'other {m}')", cell_id="other")
    reader.app(app("1 if n else 0"))
    reader.change("N", [1])
    reader.see("began 1")
    reader.change("M", [5])
    reader.see("other 5")
    assert ("ended", 1) in reader.value(f"{STATE}.log")


def test_async_callbacks_are_awaited_before_the_run(reader: Reader) -> None:
    reader.app("""
import asyncio
async def add(amount):
    await asyncio.sleep(0.05)
    st.session_state.sum = st.session_state.get("sum", 0) + amount
st.button("Add", on_click=add, args=(5,))
st.text(f"sum {st.session_state.get('sum', 0)}")
""")
    for _ in range(3):
        reader.press("Add")
    reader.see("sum 15")


def test_an_ordinary_cell_can_be_executed_while_an_app_awaits(reader: Reader) -> None:
    reader.kernel.run("import asyncio; go = asyncio.Event()")
    reader.app(APP.replace("asyncio.sleep(DELAY)", "go.wait() if n else asyncio.sleep(0)"))
    reader.change("N", [1])
    reader.see("began 1")
    assert reader.value("6 * 7") == 42
    assert reader.value("'n' in globals()") is False
    reader.kernel.run("go.set()")
    reader.see("value 1")


def test_tasks_of_the_run_see_its_names_and_print_into_the_app(reader: Reader) -> None:
    reader.app("""
import asyncio
secret = 41
async def work():
    await asyncio.sleep(0.05)
    print("secret", secret + 1)
_ = await asyncio.gather(work(), work())
""")
    assert reader.settle() == ["secret 42\nsecret 42\n"]


def test_an_error_after_an_await_is_shown(reader: Reader) -> None:
    reader.app(app("0.01") + "if n: 1 / 0\n")
    reader.change("N", [3])
    reader.see("ZeroDivisionError")
    reader.change("N", [0])
    assert reader.settle() == ["N", "began 0", "value 0"]


def test_async_for_and_async_with_work_at_the_top_level(reader: Reader) -> None:
    reader.app("""
import asyncio, contextlib
@contextlib.asynccontextmanager
async def opened():
    yield 5
async def numbers():
    for i in range(3):
        await asyncio.sleep(0)
        yield i
async with opened() as five:
    st.text(five)
async for i in numbers():
    st.text(i)
""")
    assert reader.settle() == ["5", "0", "1", "2"]


def test_an_event_just_before_the_wait_ends_it_too(reader: Reader) -> None:
    reader.app("""
import asyncio
n = st.slider("N", 0, 9)
if n == 1:
    st.text("about to wait")
    time.sleep(0.5)
    await asyncio.sleep(3600)
st.text(f"value {n}")
""")
    reader.change("N", [1])
    reader.see("about to wait")
    reader.change("N", [2])
    reader.see("value 2")

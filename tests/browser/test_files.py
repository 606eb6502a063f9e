"""Files, messages and the like, given by a reader."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

FILES = """%%rerun
import rerun_state as st
one = st.file_uploader("One", type="txt", max_upload_size=10)
many = st.file_uploader("Many", accept_multiple_files=True)
st.write("One:", one.name if one else "none", sum(one.getvalue()) if one else 0)
st.write("Many:", [f.name for f in many])
"""

CAPTURE = """%%rerun
import rerun_state as st
photo = st.camera_input("Photo", width=400)
sound = st.audio_input("Sound", sample_rate=8000)
is_jpeg = bool(photo and photo.getvalue()[:2] == b"\\xff\\xd8")
st.write("Photo:", photo.type if photo else "none", is_jpeg)
st.write("Sound:", sound.type if sound else "none", sound.getvalue()[:4] if sound else "")
"""

ENTRY = """%%rerun
import rerun_state as st
st.write("Area:", repr(st.text_area("Area")))
st.write("Colour:", st.color_picker("Colour", "#123"))
st.write("Moment:", st.datetime_input("Moment", "2020-01-02 03:45"))
st.write("Menu:", st.menu_button("Menu", ["one", "two"]))
st.write("Small:", st.download_button("Small", "a,b", "a.csv"))
st.write("Large:", st.download_button("Large", lambda: "x" * 3_000_000, "b.txt", on_click="ignore"))
st.write("Broken:", st.download_button("Broken", lambda: 1 / 0))
st.write("Link:", st.link_button("Link", "https://example.org", on_click="rerun"))
"""

CHAT = """%%rerun
import rerun_state as st
for who, text in st.session_state.setdefault("log", []):
    st.chat_message(who).write(text)
if st.button("Suggest"):
    st.session_state.say = "a draft"
if said := st.chat_input("Say", key="say", accept_file="multiple"):
    line = said.text + "/" + ",".join(f.name for f in said.files)
    st.session_state.log += [("user", line), ("assistant", line[::-1])]
    st.rerun()
"""

TALK = """%%rerun
import rerun_state as st
for _ in range(st.session_state.get("times", 1)):
    st.chat_message("assistant").text("A long answer, " * 200)
if st.chat_input("Say"):
    st.session_state.times = st.session_state.get("times", 1) + 1
    st.rerun()
"""


@pytest.fixture(scope="module")
def files(shared_lab: OpenNotebook) -> Page:
    return shared_lab(["%load_ext rerun_state", FILES])


@pytest.fixture(scope="module")
def entry(shared_lab: OpenNotebook) -> Page:
    return shared_lab(["%load_ext rerun_state", ENTRY])


def app(page: Page, text: str) -> None:
    """Wait until the app shows a text."""
    expect(page.locator(".rs").get_by_text(text)).to_be_visible()


def test_a_file_of_several_pieces_arrives_whole(files: Page, tmp_path: Path) -> None:
    data = bytes(range(256)) * 20_000
    (tmp_path / "big.txt").write_bytes(data)
    files.locator(".rs-k-file_uploader input").first.set_input_files(tmp_path / "big.txt")
    app(files, f"One: big.txt {sum(data)}")
    files.get_by_role("button", name="Remove big.txt").click()
    app(files, "One: none 0")


def test_several_files_arrive_together_and_leave_one_by_one(files: Page, tmp_path: Path) -> None:
    names = ["a.txt", "b.txt", "empty.txt"]
    for name in names:
        (tmp_path / name).write_text("" if name == "empty.txt" else name)
    picker = files.locator(".rs-k-file_uploader input").last
    picker.set_input_files([tmp_path / name for name in names])
    for name in names:
        expect(files.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    files.get_by_role("button", name="Remove b.txt").click()
    expect(files.locator(".rs").get_by_text("b.txt")).to_have_count(0)


def test_files_that_are_not_accepted_say_why(files: Page, tmp_path: Path) -> None:
    picker = files.locator(".rs-k-file_uploader input").first
    (tmp_path / "a.png").write_bytes(b"")
    picker.set_input_files(tmp_path / "a.png")
    app(files, "Files of this type are not accepted")
    (tmp_path / "huge.txt").write_bytes(bytes(11 * 2**20))
    picker.set_input_files(tmp_path / "huge.txt")
    app(files, "Larger than 10 MB")


def test_a_dropped_file_is_taken(files: Page) -> None:
    transfer = files.evaluate_handle(
        "() => { const t = new DataTransfer();"
        " t.items.add(new File(['abc'], 'dropped.txt', {type: 'text/plain'})); return t; }"
    )
    files.locator(".rs-drop").first.dispatch_event("drop", {"dataTransfer": transfer})
    app(files, "One: dropped.txt 294")


def test_photos_and_recordings_arrive(lab: OpenNotebook) -> None:
    page = lab(["%load_ext rerun_state", CAPTURE])
    sees = "(name) => document.querySelector('.rs video')?.videoWidth > 0"
    sees += " && document.querySelector('.rs video').srcObject.getTracks()[0].label === name"
    page.wait_for_function(sees, arg="fake_device_0")  # as soon as it is seen
    page.get_by_role("button", name="Switch camera").click()
    page.wait_for_function(sees, arg="fake_device_1")
    # Of its shape: no bars beside what is seen.
    shape = page.locator(".rs video").evaluate(
        "el => [el.clientWidth / el.clientHeight, el.videoWidth / el.videoHeight]"
    )
    assert shape[0] == pytest.approx(shape[1], 0.01)
    page.get_by_role("button", name="Take photo").click()
    app(page, "Photo: image/jpeg True")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("timer")).to_have_text("00:01")
    page.get_by_role("button", name="Stop recording").click()
    app(page, "Sound: audio/wav b'RIFF'")
    page.get_by_role("button", name="Clear photo").click()
    app(page, "Photo: none False")


def test_texts_colours_and_moments_are_entered(entry: Page) -> None:
    page = entry
    page.get_by_role("textbox", name="Area").fill("two\nlines")
    page.get_by_role("textbox", name="Area").press("Control+Enter")
    app(page, "'two\\nlines'")
    page.locator(".rs").get_by_label("Colour").click()
    page.get_by_label("Hexadecimal digits").fill("#00ff00")
    page.keyboard.press("Enter")
    app(page, "Colour: #00ff00")
    page.get_by_role("spinbutton", name="year, Moment").focus()
    page.keyboard.type("202105060715")
    page.keyboard.press("Enter")
    app(page, "Moment: 2021-05-06 07:15:00")


def test_menus_and_downloads_work(entry: Page) -> None:
    page = entry
    page.get_by_role("button", name="Menu").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    app(page, "Menu: two")
    with page.expect_download() as small:
        page.get_by_role("button", name="Small").click()
    assert small.value.suggested_filename == "a.csv"
    assert small.value.path().read_text() == "a,b"
    app(page, "Small: True")
    with page.expect_download() as large:
        page.get_by_role("button", name="Large").click()
    assert len(large.value.path().read_text()) == 3_000_000
    page.get_by_role("button", name="Broken").click()
    app(page, "ZeroDivisionError: division by zero")
    assert page.locator(".rs a.rs-btn").get_attribute("href") == "https://example.org"


@pytest.mark.parametrize("place", ["lab", "voila"])
def test_a_conversation(request: pytest.FixtureRequest, place: str, tmp_path: Path) -> None:
    page = request.getfixturevalue(place)(["%load_ext rerun_state", CHAT])
    field = page.get_by_label("Say")
    field.fill("hello")
    (tmp_path / "a.txt").write_text("a")
    page.locator(".rs-chat input[type=file]").set_input_files(tmp_path / "a.txt")
    expect(page.get_by_role("button", name="Remove a.txt")).to_be_visible()
    field.press("Enter")
    app(page, "hello/a.txt")
    app(page, "txt.a/olleh")
    expect(field).to_have_value("")
    page.get_by_role("button", name="Suggest").click()
    expect(field).to_have_value("a draft")


@pytest.mark.parametrize("place", ["lab", "voila"])
def test_the_end_of_a_conversation_stays_in_sight_while_one_talks(
    request: pytest.FixtureRequest, place: str
) -> None:
    page = request.getfixturevalue(place)(["%load_ext rerun_state", TALK])
    field = page.get_by_label("Say")
    for count in [2, 3, 4]:
        field.press_sequentially("more")
        field.press("Enter")
        expect(page.locator(".rs-message")).to_have_count(count)
        expect(field).to_be_in_viewport()

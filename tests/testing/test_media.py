"""Pictures under test."""

from tests.testing.programs import app


def test_a_picture_is_known_by_its_address_or_its_content() -> None:
    at = app("st.image(['https://a.b/c.png', b'<svg/>'], caption=['one', 'two'])")
    first, second = at.image[0].value
    assert first == "https://a.b/c.png"
    assert second.startswith("/media/")
    assert second.endswith(".svg")
    assert at.image[0].captions == ["one", "two"]

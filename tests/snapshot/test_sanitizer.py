"""What of foreign markup may stand in a snapshot."""

import pytest

from rerun_state.snapshot.sanitizer import admit, text_in


@pytest.mark.parametrize(
    ("markup", "admitted"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("<b>open", "<b>open</b>"),
        ("<p onclick='a()' title='t'>x</p>", '<p title="t">x</p>'),
        ("a<script>b()</script>c", "ac"),
        ("<blink>x</blink>", "x"),
        ("<a href='https://a.b'>x</a>", '<a href="https://a.b">x</a>'),
        ("<a href='java\tscript:a()'>x</a>", "<a>x</a>"),
        ("<img src='https://a.b/c.png'>", "<img>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<svg><b>x</b></svg>", ""),
    ],
)
def test_what_is_harmless_stays_and_every_tag_is_closed(markup: str, admitted: str) -> None:
    assert admit(markup) == admitted


def test_the_text_of_markup_has_a_line_for_each_block() -> None:
    assert text_in("<h1>A</h1><p>b <i>c</i><br>d</p><style>x</style>") == "A\nb c\nd"

"""No text can bring code into the page, unless its author asked for raw HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rerun_state.page.markdown.highlight import highlight
from rerun_state.page.markdown.rendering import is_safe_url, render, render_inline

HTML = """a blockquote br code dd del div em h1 h2 h3 h4 h5 h6 hr img input li ol p path pre s
section span strong sup svg table tbody td th thead tr ul"""
MATHML = """math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom
mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
none semantics"""
TAGS = set(f"{HTML} {MATHML}".split())

OWN = """alt aria-label checked class d data-anchor data-tex disabled fill height href id rel role
src start style target title type viewbox width"""
OF_MATHML = """accent columnalign columnlines columnspacing depth display displaystyle fence form
frame largeop linebreak linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize
minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy voffset
xmlns"""
ATTRIBUTES = set(f"{OWN} {OF_MATHML}".split())
STYLE = re.compile(r"((background-)?color|text-align): ?[-\w#(),.% ]+(; background-color: [^;:]+)?")
URL = re.compile(r"(https?|mailto|tel|xmpp):|data:image/|[^:]*([/?#]|$)", re.I)

HOSTS = re.compile(r"(^|\s)(jp|lm|cm)-")

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](\\javascript:alert(1))",
    "[a](\x01javascript:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![a](javascript:alert(1))",
    "![a](data:text/html,<script>)",
    '![" onerror="alert(1)](x "\\" onerror=\\"alert(1)")',
    '[a](x "\\" onclick=\\"alert(1)")',
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    ':red[<img src=x onerror="alert(1)">]',
    ":red[:red[:red[[a](javascript:x)]]]",
    ':color[x]{foreground="red" onclick="alert(1)"}',
    ":color[x]{foreground='\"><script>'}",
    ":material/home\"onload=alert(1):",
    '```python"><script>\nx\n```',
    "```\n</code></pre><script>\n```",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$\\text{&lt;script&gt;}$ $<script>$",
    '$"><script>$',
    "$\\href{javascript:alert(1)}{x}$",
    "$\\color{red\" onclick=\"x}{x}$ $\\style{background:url(x)}{y}$",
    "# <script>\n\n# \" onclick=x",
    "a[^<b>]\n\n[^<b>]: <script>",
    "|<b>|\n|-|\n|<script>|",
    "- [ ] <script>",
    "```py\tjp-Cell\nx\n```",
    "$\\class{jp-Cell}{x}$",
]  # fmt: skip


class Inspector(HTMLParser):
    """Fails on any tag or attribute that our own renderers do not write."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            assert name != "style" or STYLE.fullmatch(value or ""), value
            assert name not in ("href", "src") or URL.match(value or ""), value
            assert name != "href" or not (value or "").lower().startswith("data:")
            assert name != "class" or not HOSTS.search(value or ""), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def inspect(html: str) -> None:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_brings_nothing_of_its_own(text: str) -> None:
    inspect(render(text))
    inspect(render_inline(text))


@pytest.mark.parametrize("html", ["<script>x</script>", "<p onclick=x>", "<!-- x -->", "<?x?>"])
def test_the_inspector_itself_sees_what_is_hostile(html: str) -> None:
    with pytest.raises(AssertionError):
        inspect(html)


MARKUP = r"""
:red[ :small[ :color[ ]{foreground=" "} ] [ ]( ) ![ < > </ <!-- --> <? <a =" " ' ` ``` ~~~ ~~
** * _ $ $$ \ \text{ \frac{ \begin{matrix} & \\ } { ^ & &lt; &#x3c; : :// http:// www. @ a@b.co
| |-| # - [x] 1. [^1] [^1]: javascript: data: :tada: :material/home:"""
SPACES = ["\n", "\n\n", "    ", "\r", " ", "\t", "\0", "\u2028", "\u202e"]
PIECES = HOSTILE + MARKUP.split() + SPACES


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join))
def test_no_mixture_of_markup_brings_anything_of_its_own(text: str) -> None:
    inspect(render(text))
    inspect(render_inline(text))


@given(st.text(), st.sampled_from(["python", "html", "<b>", None]), st.booleans())
def test_highlighted_code_brings_nothing_of_its_own(
    code: str, language: str | None, numbered: bool
) -> None:
    inspect(highlight(code, language, line_numbers=numbered))


@pytest.mark.parametrize(
    "url", ["https://a.org", "a/b.html", "#x", "?a=b:c", "/x:y", "mailto:a@b.org", "tel:1"]
)
def test_harmless_addresses_are_linked(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    "url", ["javascript:x", " JAVASCRIPT:x", "java%09script:x", "data:text/html,x", "file:///etc"]
)
def test_dangerous_addresses_are_refused(url: str) -> None:
    assert not is_safe_url(url)


def test_inline_images_may_be_shown_but_not_linked_to() -> None:
    assert '<img src="data:image/png;base64,AA==" ' in render("![a](data:image/png;base64,AA==)")
    assert render("[a](data:image/png;base64,AA==)") == "<p><a>a</a></p>\n"

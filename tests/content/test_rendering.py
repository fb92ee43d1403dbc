from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.content.markdown import Unshowable, parse_markdown
from bot.content.markup import Document
from bot.content.rendering import plain, telegram_html, web_html

TREE = parse_markdown(r"""
## Fees & "costs"

Pay **£340** to *nobody* but [the \<office>](https://a.example/?x=1&y="2").
Next line

- 1 < 2
- **bold *both***

2. two
3. three
""")


def test_one_tree_for_telegram() -> None:
    assert telegram_html(TREE) == (
        '<b>Fees &amp; "costs"</b>\n\n'
        "Pay <b>£340</b> to <i>nobody</i> but "
        '<a href="https://a.example/?x=1&amp;y=%222%22">the &lt;office&gt;</a>.\nNext line\n\n'
        "• 1 &lt; 2\n• <b>bold <i>both</i></b>\n\n"
        "2. two\n3. three"
    )


def test_the_same_tree_for_the_web() -> None:
    assert web_html(TREE) == (
        "<h3>Fees &amp; &quot;costs&quot;</h3>\n"
        "<p>Pay <strong>£340</strong> to <em>nobody</em> but "
        '<a href="https://a.example/?x=1&amp;y=%222%22" rel="noopener noreferrer">the &lt;office&gt;</a>.'
        "<br>Next line</p>\n"
        "<ul><li>1 &lt; 2</li><li><strong>bold <em>both</em></strong></li></ul>\n"
        '<ol start="2"><li>two</li><li>three</li></ol>'
    )


def test_the_same_tree_for_the_eye() -> None:
    assert plain(TREE) == (
        'Fees & "costs"\n\n'
        "Pay £340 to nobody but the <office>.\nNext line\n\n"
        "• 1 < 2\n• bold both\n\n"
        "2. two\n3. three"
    )


class Read(HTMLParser):
    """What is left of HTML: its characters, and the tags in it if each is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.open = "", set[str](), list[str]()
        self.links: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)
        assert [name for name, _ in attrs if name not in ("href", "rel", "start")] == []
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


# Words with every mark that means something to Markdown or HTML, in any order.
marks = st.sampled_from(
    ["*", "**", "_", "[", "](https://a.example)", "](javascript:x)", "- ", "1. ", "# ", "\n", "\n\n"]
)
words = st.sampled_from(
    ["word", " ", "&", "&lt;", "&amp;amp;", '"', "'", "<", ">", "<b", "\\", "{fact:uk.x}", "ү", "🆘"]
)
anything = st.lists(marks | words, max_size=25).map("".join) | st.text(max_size=60)


def parsed(text: str) -> Document:
    try:
        return parse_markdown(text)
    except Unshowable:
        return ()


@given(anything)
def test_telegram_html_is_balanced_and_says_what_plain_says(text: str) -> None:
    document = parsed(text)
    read = Read(telegram_html(document))
    assert read.tags <= {"a", "b", "i"}
    assert read.text == plain(document)


@given(anything)
def test_web_html_is_balanced_and_holds_nothing_of_the_writer_s(text: str) -> None:
    read = Read(web_html(parsed(text)))
    assert read.tags <= {"p", "h3", "ul", "ol", "li", "strong", "em", "a", "br"}


@given(anything)
def test_no_link_leads_but_to_the_web_or_telegram(text: str) -> None:
    document = parsed(text)
    for link in Read(telegram_html(document)).links + Read(web_html(document)).links:
        assert link.startswith(("http://", "https://", "tg://"))

"""What a site in Chinese needs besides its pages: the words of its theme, a search, and anchors."""

from __future__ import annotations

import re

from docutils import nodes
from jinja2.ext import Extension
from sphinx.search import SearchLanguage

__all__ = ["Bigrams", "ThemeInChinese", "anchor"]

# Characters that make words without spaces between them, as both Python and JavaScript write a class of them.
_HAN = r"\u3400-\u9fff\uf900-\ufaff"

# What the theme says in English only, as it stands in its templates.
_THEME_WORDS = {
    "Back to top": "回到顶部",
    "On this page": "本页内容",
    "Toggle Light / Dark / Auto color theme": "切换浅色、深色、跟随系统",
    "Toggle site navigation sidebar": "展开或收起导航",
    "Toggle table of contents sidebar": "展开或收起本页内容",
    "<title>Menu</title>": "<title>菜单</title>",
    "<title>Expand</title>": "<title>展开</title>",
    "<title>Contents</title>": "<title>本页内容</title>",
    "<title>Light mode</title>": "<title>浅色</title>",
    "<title>Dark mode</title>": "<title>深色</title>",
    "<title>Auto light/dark, in light mode</title>": "<title>跟随系统（当前为浅色）</title>",
    "<title>Auto light/dark, in dark mode</title>": "<title>跟随系统（当前为深色）</title>",
    "Skip to content": "跳到正文",
    "Made with ": "构建工具：",
    "</a> and ": "</a>、",
    "</a>'s": "</a> 的",
}


class ThemeInChinese(Extension):
    """The theme's own words in Chinese: Furo comes without translations, and some of them it does not mark as words."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """A template with Chinese words for English ones."""
        for english, chinese in _THEME_WORDS.items():
            source = source.replace(english, chinese)
        return source


class Bigrams(SearchLanguage):
    """A search that finds Chinese words within sentences: pages and queries are both cut into pairs of characters.

    Sphinx's own search for Chinese cuts pages into words by a dictionary, and queries not at all, so that 核验短信
    finds nothing where the dictionary made two words of it.
    """

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = """
function splitQuery(query) {
  const words = query.match(/[HAN]+|(?:(?![HAN])[\\p{Letter}\\p{Number}_])+/gu) || [];
  return words.flatMap((word) =>
    word.length === 1 || !/[HAN]/u.test(word)
      ? [word]
      : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
  );
}
""".replace("HAN", _HAN)
    _words = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
        """The terms of a text."""
        found: list[str] = []
        for word in self._words.findall(input):
            is_chinese = len(word) > 1 and re.match(rf"[{_HAN}]", word)
            found += [word[at : at + 2] for at in range(len(word) - 1)] if is_chinese else [word]
        return found

    def stem(self, word: str) -> str:
        """A term as it stands in the index."""
        return word.lower()


def anchor(heading: str) -> str:
    """The anchor of a heading on a Chinese page.

    It is as GitHub makes it: docutils leaves Chinese characters out. Headings that are codes have theirs on both sites.
    """
    if heading.isascii():
        return nodes.make_id(heading)
    return re.sub(r"[^\w-]", "", heading.strip().lower().replace(" ", "-"))

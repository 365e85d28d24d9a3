"""The Markdown parser: CommonMark, tables, strikethrough, mathematics, MyST's directives and roles.

Blocks are found as jupytext finds them, so that a lesson has the same cells here and in Jupyter.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

INLINE_LENGTH = 20_000
"""A paragraph above this many characters is not searched for emphasis and links (the search may be quadratic)."""


@cache
def parser() -> MarkdownIt:
    """The one parser; it keeps no state between texts."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(myst_block_plugin).use(myst_role_plugin).use(colon_fence_plugin)
    markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    markdown.core.ruler.at("inline", _bounded_inline)
    # Every target is kept as text: who shows a link decides what may be opened, and `check` reports the rest.
    markdown.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]
    return markdown


def _bounded_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > INLINE_LENGTH:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)

"""Why each fact of an article was drawn, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING, cast

from citygraph.loaders.extraction.batches import Drafted, FactExplained, Mentioned, Stated

from .console import is_terminal, plain

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["rendered"]


def rendered(outcome: Drafted) -> str:
    """Return an article's facts with their sentences, marked, what these mention, and the rule of each.

    The lines fit the terminal, or 80 columns where there is none. Marks are brackets and, in colour, bold.
    """
    from rich.console import Console

    page = StringIO()
    console = Console(
        file=page, force_terminal=is_terminal("stdout"), highlight=False, emoji=False, markup=False
    )
    for part in _parts(outcome):
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _parts(outcome: Drafted) -> Iterator[RenderableType]:
    from rich.text import Text

    result = outcome.result
    explanation = result.explanation
    about = " · ".join(filter(None, (str(outcome.path), outcome.part, result.language, result.published)))
    yield Text(plain(about), style="bold")
    if explanation is None:
        return
    if explanation.title:
        yield Text(plain(explanation.title))
    if outcome.copy_of is not None:
        yield Text(plain(f"a copy of {outcome.copy_of}"))
    if not explanation.facts:
        yield Text("no facts")
    for number, fact in enumerate(explanation.facts, start=1):
        yield from _fact(number, fact)
    if explanation.unresolved:
        yield Text()
        yield _indented(Text("left open", style="yellow"), 2)
        for name in explanation.unresolved:
            yield _indented(_mention(name), 4)
    yield Text()


def _fact(number: int, explained: FactExplained) -> Iterator[RenderableType]:
    from rich.text import Text

    fact = dict(explained.fact)
    head = Text.assemble(
        f"{number:>3}  ", (str(fact.pop("kind")), "bold cyan"), f"  {explained.confidence:.2f}"
    )
    yield Text()
    yield head
    yield _indented(Text(plain("; ".join(f"{name}: {_value(value)}" for name, value in fact.items()))), 5)
    for stated in explained.stated:
        yield _indented(_sentence(stated), 5)
    yield _indented(Text(plain(f"rule {explained.rule}"), style="dim"), 5)
    for reason in explained.because:
        yield _indented(Text(plain(f"because {reason}")), 5)
    for stated in explained.stated:
        for mention in stated.mentions:
            yield _indented(_mention(mention), 7)


def _sentence(stated: Stated) -> Text:
    from rich.text import Text

    line, told = Text("“"), 0
    for start, end in stated.marks:
        if start < told:
            continue
        line.append(plain(stated.text[told:start]))
        line.append(f"⟦{plain(stated.text[start:end])}⟧", style="bold green")
        told = end
    line.append(plain(stated.text[told:]))
    return line.append("”")


def _mention(mention: Mentioned) -> Text:
    from rich.text import Text

    line = Text.assemble((f"{mention.kind} ", "dim"), plain(mention.written))
    if mention.taken_for is not None and mention.taken_for != mention.written:
        line.append(plain(f" → {mention.taken_for}"))
    if mention.reasons:
        line.append(plain(f": {'; '.join(mention.reasons)}"), style="dim")
    return line


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(str(each) for each in cast("Mapping[str, object]", value).values())
    if isinstance(value, list):
        return " + ".join(_value(each) for each in cast("list[object]", value))
    return str(value)


def _indented(line: Text, left: int) -> RenderableType:
    from rich.padding import Padding

    return Padding(line, (0, 0, 0, left), expand=False)

"""The page that explains the ontology, in English and Indonesian, made from the vocabulary and the shapes.

``python -m citygraph.ontology.page > docs/ontology.md`` writes the documentation's copy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from .description import Constraint, Description, Term, Text, describe
from .namespaces import CG
from .resources import conflict_rules, derived_rules, example

__all__ = ["html", "markdown"]

_INTRODUCTION = Text(
    en="Every fact is a node of its own that says who states it and where. The vocabulary adds only what "
    "ORG, PROV-O, schema.org, SKOS, FOAF and Web Annotation lack.",
    id="Setiap fakta adalah simpul tersendiri yang menyebutkan siapa yang menyatakannya dan di mana. "
    "Kosakata ini hanya menambahkan apa yang belum ada dalam ORG, "
    "PROV-O, schema.org, SKOS, FOAF, dan Web Annotation.",
)
_CLASSES = Text(en="Classes", id="Kelas")
_LISTS = Text(en="Closed lists", id="Daftar tertutup")
_PROPERTIES = Text(en="Properties", id="Sifat")
_SHAPES = Text(en="Shapes", id="Bentuk validasi")
_RULES = Text(en="Rules", id="Aturan")
_DERIVED = Text(en="Direct edges", id="Hubungan langsung")
_CONFLICTS = Text(en="Conflicts between sources", id="Pertentangan antarsumber")
_EXAMPLE = Text(en="Example", id="Contoh")
_REFUSED = Text(en="What is refused", id="Yang ditolak")
_WARNED = Text(en="What is warned about", id="Yang diperingatkan")
_HEAD_CLASS = ("Class", "Is a", "English", "Indonesia")
_HEAD_MEMBER = ("Member", "English", "Indonesia")
_HEAD_PROPERTY = ("Property", "From", "To", "Specialises", "English", "Indonesia")
_HEAD_RULE = ("Rule", "English", "Indonesia")
_HEAD_SHAPE = ("Shape", "Applies to", "Path", "English", "Indonesia")


def markdown() -> str:
    """Return the page as Markdown, which docs/ontology.md holds."""
    about = describe()
    blocks = [
        f"# {about.title.en}",
        f"*{about.title.id}*",
        "<!-- Made by `python -m citygraph.ontology.page > docs/ontology.md`; change the Turtle files. -->",
        f"Version {about.version}, namespace `{CG}`, prefix `cg:`.",
        _INTRODUCTION.en,
        f"*{_INTRODUCTION.id}*",
    ]
    for level, title, head, rows in _sections(about):
        blocks.append(f"{'#' * level} {title.en} · {title.id}")
        if head:
            blocks.append(_markdown_table(head, rows))
    blocks.append(f"## {_EXAMPLE.en} · {_EXAMPLE.id}")
    blocks.append(f"```turtle\n{example().decode('utf-8').rstrip()}\n```")
    return "\n\n".join(blocks) + "\n"


def html() -> str:
    """Return the page as an HTML fragment, each term under its own name as anchor."""
    about = describe()
    blocks = [
        _heading(1, about.title),
        f"<p>{escape(about.version)} · <code>{escape(CG)}</code></p>",
        f'<p lang="en">{escape(_INTRODUCTION.en)}</p>',
        f'<p lang="id">{escape(_INTRODUCTION.id)}</p>',
    ]
    for level, title, head, rows in _sections(about):
        blocks.append(_heading(level, title))
        if head:
            blocks.append(_html_table(head, rows))
    blocks.append(_heading(2, _EXAMPLE))
    blocks.append(f"<pre><code>{escape(example().decode('utf-8'))}</code></pre>")
    return "\n".join(['<article class="ontology">', *blocks, "</article>"]) + "\n"


_ANCHORS = {"cgs": "shape", "rule": "rule"}
_Section = tuple[int, Text, Sequence[str], Sequence[Sequence[str]]]


def _sections(about: Description) -> Iterator[_Section]:
    yield 2, _CLASSES, _HEAD_CLASS, [_class_row(term) for term in about.classes]
    yield 2, _LISTS, (), ()
    members = {term.name: term for term in about.individuals}
    for closed in about.lists:
        title = Text(en=f"cg:{closed.name}: {closed.label.en}", id=closed.label.id)
        yield 3, title, _HEAD_MEMBER, [_member_row(members[name]) for name in closed.members]
    yield 2, _PROPERTIES, _HEAD_PROPERTY, [_property_row(term) for term in about.properties]
    yield 2, _SHAPES, (), ()
    for title, severity in ((_REFUSED, "Violation"), (_WARNED, "Warning")):
        yield (
            3,
            title,
            _HEAD_SHAPE,
            [_shape_row(each) for each in about.constraints if each.severity == severity],
        )
    yield 2, _RULES, (), ()
    for title, rules in ((_DERIVED, derived_rules()), (_CONFLICTS, conflict_rules())):
        yield 3, title, _HEAD_RULE, [(f"rule:{rule.name}", rule.title_en, rule.title_id) for rule in rules]


def _class_row(term: Term) -> tuple[str, ...]:
    return (f"cg:{term.name}", _list(term.parents), _meaning(term, "en"), _meaning(term, "id"))


def _member_row(term: Term) -> tuple[str, ...]:
    return (f"cg:{term.name}", _meaning(term, "en"), _meaning(term, "id"))


def _property_row(term: Term) -> tuple[str, ...]:
    return (
        f"cg:{term.name}",
        _list(term.domain),
        _list(term.range),
        _list(term.parents),
        _meaning(term, "en"),
        _meaning(term, "id"),
    )


def _shape_row(constraint: Constraint) -> tuple[str, ...]:
    name = f"cgs:{constraint.name}"
    return (name, _list(constraint.targets), constraint.path, constraint.message.en, constraint.message.id)


def _meaning(term: Term, language: str) -> str:
    label, comment = (
        (term.label.en, term.comment.en) if language == "en" else (term.label.id, term.comment.id)
    )
    return f"{label}: {comment}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        head,
        ["---"] * len(head),
        *([_markdown_cell(cell, head[n]) for n, cell in enumerate(row)] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _markdown_cell(cell: str, column: str) -> str:
    text = cell.replace("|", "\\|")
    return text if column in ("English", "Indonesia") or not text else f"`{text}`"


def _heading(level: int, text: Text) -> str:
    both = f'<span lang="en">{escape(text.en)}</span> <small lang="id">{escape(text.id)}</small>'
    return f"<h{level}>{both}</h{level}>"


def _html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(column)}</th>' for column in head)
    body = "\n".join(_html_row(head, row) for row in rows)
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _html_row(head: Sequence[str], row: Sequence[str]) -> str:
    prefix, _, name = row[0].partition(":")
    anchor = escape(name if prefix == "cg" else f"{_ANCHORS[prefix]}-{name}", quote=True)
    cells = "".join(_html_cell(cell, column) for column, cell in zip(head, row, strict=True))
    return f'<tr id="{anchor}">{cells}</tr>'


def _html_cell(cell: str, column: str) -> str:
    language = {"English": "en", "Indonesia": "id"}.get(column)
    if language is not None:
        return f'<td lang="{language}">{escape(cell)}</td>'
    return f"<td><code>{escape(cell)}</code></td>" if cell else "<td></td>"


if __name__ == "__main__":
    sys.stdout.write(markdown())

"""Makes the model of gatherings' names from the articles of the tests: ``uv run python docs/tools/tagger.py``.

The names and aliases of the events, programmes and initiatives that an article's facts have are looked up in its text;
their tokens are labelled, all others are not. A linear-chain conditional random field learns the labels.

With ``--check``, nothing is written: articles are put into five parts, the names in each are told by the model of the
others, and precision and recall are printed by language and kind.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite
import yaml
from citygraph.loaders.evaluation.names import names_agree
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.tagging import KINDS, TaggedName, Tagger, tagged_layout
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests" / "loaders" / "extraction"
FOLDERS = [
    TESTS / folder / tag
    for folder in ("training", "training/read", "training/retold", "training/short", "articles")
    for tag in ("id", "en")
]
OUT = ROOT / "loaders" / "citygraph" / "loaders" / "extraction" / "tagging" / "gatherings.crfsuite"

SETTINGS = {"c1": 0.05, "c2": 0.1, "max_iterations": 150, "feature.minfreq": 2}
"""Strengths of the regularisation, how long it learns, and how often a feature must be found."""
SHORTEST = 3
"""Shorter names are not looked up."""
PARTS = 5

LETTERS = {kind: letter for letter, kind in KINDS.items()}


@dataclass(frozen=True)
class Article:
    """An article: its facts, and its sentences as features and labels."""

    name: str
    language: str
    facts: list[dict[str, Any]]
    layout: Layout
    known: Sequence[tuple[Span, str]]
    sentences: list[tuple[list[list[str]], list[str]]]


class Watching:
    """Keeps what a tagger is asked, and finds nothing."""

    def __init__(self) -> None:
        self.asked: list[tuple[Layout, Sequence[tuple[Span, str]]]] = []

    def find(self, layout: Layout, known: Sequence[tuple[Span, str]] = ()) -> list[TaggedName]:
        """Return nothing."""
        self.asked.append((layout, known))
        return []


def lowered(text: str) -> str:
    """Return a text in lower case where that leaves its offsets."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def names_in(facts: Iterable[dict[str, Any]], text: str) -> list[tuple[int, int, str]]:
    """Return where the names of facts stand, none overlapping, longer ones first; each with its letter."""
    lower = lowered(text)
    found: list[tuple[int, int, str]] = []
    for fact in facts:
        if fact["kind"] not in LETTERS:
            continue
        for name in {str(fact["name"]), *map(str, fact.get("aliases") or [])}:
            if len(name) >= SHORTEST:
                pattern = rf"(?<!\w){re.escape(lowered(name))}(?!\w)"
                found += [(m.start(), m.end(), LETTERS[fact["kind"]]) for m in re.finditer(pattern, lower)]
    kept: list[tuple[int, int, str]] = []
    for start, end, letter in sorted(found, key=lambda each: (each[0] - each[1], each)):
        if not any(a < end and start < b for a, b, _ in kept):
            kept.append((start, end, letter))
    return kept


def articles(folders: Iterable[Path]) -> Iterator[Article]:
    """Yield the articles of folders."""
    watching = Watching()
    extractor = Extractor(Gazetteer.open(), NetworkRegister.open(), tagger=watching)
    for path in (each for folder in folders for each in sorted(folder.glob("*.yaml"))):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        facts = document.get("facts") or []
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        extractor.analyse(describe_text(text, id=path.stem))
        layout, known = watching.asked.pop()
        names = names_in(facts, text)
        sentences: list[tuple[list[list[str]], list[str]]] = []
        for sentence, features in tagged_layout(layout, known):
            labels: list[str] = []
            for token in sentence.tokens:
                name = next((each for each in names if each[0] <= token.start < each[1]), None)
                labels.append("O" if name is None else ("B" if token.start == name[0] else "I") + name[2])
            sentences.append((features, labels))
        yield Article(path.stem, str(document["article"].get("language")), facts, layout, known, sentences)


def model_of(learnt: Iterable[Article]) -> bytes:
    """Return the model that articles teach."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in learnt:
        for features, labels in article.sentences:
            trainer.append(features, labels)
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def check(read: Sequence[Article]) -> None:
    """Print how well the names in articles are told by the model of others."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for part in range(PARTS):
        tagger = Tagger(model_of(each for at, each in enumerate(read) if at % PARTS != part))
        for article in read[part::PARTS]:
            text = article.layout.text
            told = {
                (name.kind, text[name.start : name.end])
                for name in tagger.find(article.layout, article.known)
            }
            for kind in LETTERS:
                count = counts[article.language, kind]
                named = [
                    [str(fact["name"]), *map(str, fact.get("aliases") or [])]
                    for fact in article.facts
                    if fact["kind"] == kind
                ]
                named = [each for each in named if any(lowered(name) in lowered(text) for name in each)]
                count["gold"] += len(named)
                count["told"] += sum(each == kind for each, _ in told)
                count["right"] += sum(
                    each == kind and any(names_agree(names, [name]) for names in named) for each, name in told
                )
                count["found"] += sum(
                    any(each == kind and names_agree(names, [name]) for each, name in told) for names in named
                )
    for (language, kind), count in sorted(counts.items()):
        precision, recall = count["right"] / max(1, count["told"]), count["found"] / max(1, count["gold"])
        print(f"{language} {kind:12} of {count['gold']:4}  precision {precision:.2f}  recall {recall:.2f}")


def main() -> None:
    """Make the model, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="tell articles' names by the model of others; write nothing"
    )
    parser.add_argument("folders", nargs="*", type=Path, help="learn from these instead")
    chosen = parser.parse_args()
    read = list(articles(chosen.folders or FOLDERS))
    if chosen.check:
        check(read)
        return
    OUT.write_bytes(model_of(read))
    print(f"{len(read)} articles, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""Reads made-up and damaged articles for minutes, and stops at the first that is read wrongly.

Run it by hand::

    python tests/fuzzing/fuzz_extraction.py --minutes 5 [--seed 1]

Articles are pieced together from the invented ones of the tests, and then damaged: cut, repeated, turned round,
strewn with control characters, marks, numbers and letters of other scripts, or made into a broken page, archive or
packed file.
Each goes through the readers as a file and through the extractor as a text. It is an error when anything but a clear
refusal is raised, when a passage does not lie in the text, when a document cannot be read again, when the same text
gives other facts the second time, or when the time for a text grows out of proportion to its length. The text that
is being read lies in a file, for the command that repeats what failed.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import ReadingFailure, describe_text, read_articles
from citygraph.loaders.facts import as_yaml, parse_document

ARTICLES = Path(__file__).parents[1] / "loaders" / "extraction" / "articles"
SECONDS_FOR_EACH_CHARACTER = 0.002
SECONDS_AT_LEAST = 5.0
STRANGE = [
    "\x00", "\x07", "\x1b[2J", "\u202e", "\u200b", "\ufeff", "\ud7ff", "\U0001f3d9",
    "ß", "İ", "ﬁ", "ā́", "مدينة", "도시",
    "城市", "“", "”", "„", '"', "'", "((((", "))))", "[", "]",
    "; ", ": ", " – ", "\r", "\n\n", "\t", "…", "•", "1.000.000",
    "32/13/2025",
    "(4/7)", "31 Februari 2023", "99:99", "Rabu", "2019-07-03/2019-07-05", "Kota", "Kabupaten", "Mayor of",
    "Wali Kota", "sister city", "MoU",
    "anggota", "<b>", "&amp;", "{member:party}", "\ue000C1\ue001", "%s", "\\",
]  # fmt: skip


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with some damage done to it."""
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.randrange(400))
        match chance.randrange(8):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:at] + text[at:to] * chance.randrange(2, 30) + text[to:]
            case 2:
                text = text[:at] + text[at:to][::-1] + text[to:]
            case 3:
                text = text[:at] + chance.choice(STRANGE) * chance.randrange(1, 40) + text[at:]
            case 4:
                text = text[:at] + text[at:to].upper() + text[to:]
            case 5:
                text = text.replace("\n", chance.choice([" ", "\r\n", "\u2028", ""]))
            case 6:
                text = text.replace(" ", chance.choice(["  ", "\u00a0", "\n"]), chance.randrange(200))
            case _:
                words = text.split(" ")
                chance.shuffle(words)
                text = " ".join(words)
    return text[:60_000]


def as_file(text: str, folder: Path, chance: random.Random) -> Path:
    """Return a file that holds the text in some form, broken at times."""
    kind = chance.choice([".txt", ".html", ".warc", ".txt.gz", ".mhtml", ".urls", ".csv"])
    data = text.encode(chance.choice(["utf-8", "utf-16", "cp1252", "utf-8-sig"]), "replace")
    if kind == ".html":
        data = b"<html><head><title>x</title></head><body><p>" + data.replace(
            b"\n", b"<p>" * chance.randrange(1, 50)
        )
    if kind == ".warc":
        head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {chance.randrange(2 * len(data) + 1)}\r\n\r\n"
        data = head.encode() + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + data
    if kind == ".txt.gz":
        data = gzip.compress(data)
    if chance.random() < 0.3 and data:
        at = chance.randrange(len(data))
        data = data[:at] + chance.randbytes(chance.randrange(1, 60)) + data[at + chance.randrange(60) :]
    path = folder / f"article{kind}"
    path.write_bytes(data)
    return path


def check(extractor: Extractor, text: str) -> str | None:
    """Return what is wrong with how a text is read, or None."""
    started = time.perf_counter()
    article = describe_text(text, id="article")
    extraction = extractor.extract(article)
    taken = time.perf_counter() - started
    if taken > SECONDS_AT_LEAST + len(text) * SECONDS_FOR_EACH_CHARACTER:
        return f"{len(text)} characters took {taken:.1f} seconds"
    for fact in extraction.document.facts:
        for passage in fact.evidence:
            start, end = getattr(passage, "start", 0), getattr(passage, "end", 0)
            if not 0 <= start < end <= len(text):
                return f"a passage from {start} to {end} lies outside the text"
    written = as_yaml(extraction.document)
    if parse_document(written, syntax="yaml") != extraction.document:
        return "the document is another one when it is read again"
    if as_yaml(extractor.extract(describe_text(text, id="article")).document) != written:
        return "the same text gives other facts the second time"
    return None


def main() -> int:
    """Fuzz for the time that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=5.0, help="how long (default: %(default)s)")
    asked.add_argument("--seed", type=int, default=0, help="where chance begins (default: %(default)s)")
    asked.add_argument("--text", type=Path, help="read this text alone: what an earlier run has written")
    options = asked.parse_args()
    extractor = Extractor.open()
    if options.text:
        problem = check(extractor, options.text.read_text(encoding="utf-8", newline=""))
        print(problem or "nothing is wrong with it")
        return 1 if problem else 0
    texts = [path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob("*/*.txt"))]
    chance = random.Random(options.seed)
    end = time.monotonic() + 60 * options.minutes
    counts: Counter[str] = Counter()
    last = Path(tempfile.gettempdir()) / f"citygraph-fuzz-{options.seed}.txt"
    print(f"the text that is being read: {last}")
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            parts = chance.choice(texts), chance.choice(texts)
            text = damaged(parts[0][: chance.randrange(3_000)] + parts[1][chance.randrange(2_000) :], chance)
            for answer in read_articles(as_file(text, Path(folder), chance)):
                counts["refused" if isinstance(answer, ReadingFailure) else "files read"] += 1
            last.write_text(text, encoding="utf-8", newline="")
            if problem := check(extractor, text):
                print(f"{problem}\nrepeat it with: python {sys.argv[0]} --text {last}")
                return 1
            counts["texts"] += 1
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())

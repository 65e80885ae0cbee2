"""Broken fact documents, each with what it has to be refused with."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parent / "bad"
EXPECTED: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
GOOD = (
    "article: {id: broken, title: Kota São Paulo}\n"
    "facts:\n- {kind: membership, member: 'Malang, ID', network: apeksi, evidence: Malang belongs to it}\n"
)


@dataclass(frozen=True)
class BadDocument:
    """A broken document and what it has to be refused with.

    Attributes:
        name: Its file name.
        path: The file.
        code: Code of a problem.
        says: Words of the message.
    """

    name: str
    path: Path
    code: str
    says: str


def _bytes(data: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _loop(path: Path) -> None:
    other = path.with_name("loop-back.yaml")
    other.symlink_to(path)
    path.symlink_to(other)


GENERATED: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "fifty-megabytes.yaml": (
        _sparse,
        "file-too-large",
        "it has 50,000,000 bytes, more than the 5,000,000 allowed",
    ),
    "latin-1.yaml": (
        _bytes(GOOD.encode("latin-1")),
        "bad-encoding",
        ":1: it is not in UTF-8: byte 35 is 0xE3",
    ),
    "utf-16.yaml": (_bytes(GOOD.encode("utf-16")), "bad-encoding", "it is in UTF-16; save it as UTF-8"),
    "utf-16-unmarked.yaml": (
        _bytes(GOOD.encode("utf-16-le")),
        "control-character",
        "as text in UTF-16 or UTF-32 does",
    ),
    "utf-32.yaml": (_bytes(GOOD.encode("utf-32")), "bad-encoding", "it is in UTF-32"),
    "nul.yaml": (
        _bytes(GOOD.replace("Kota", "Ko\0ta").encode()),
        "control-character",
        ":1: it holds a NUL at byte 31",
    ),
    "bell.yaml": (
        _bytes(GOOD.replace("Kota", "Ko\ata").encode()),
        "control-character",
        "holds a control character",
    ),
    "raw-control.json": (_bytes(b'{"article": {"id": "a\x01b"}}'), "json-syntax", "a text does not end"),
    "empty.json": (_bytes(b""), "empty-document", "the file is empty"),
    "folder.yaml": (lambda path: path.mkdir(), "file-unreadable", "it is a folder, not a file"),
    "missing.yaml": (lambda path: None, "file-missing", "there is no such file"),
    "loop.yaml": (_loop, "file-unreadable", "its symbolic links go round in a circle"),
    "pipe.yaml": (os.mkfifo, "file-unreadable", "it is no ordinary file"),
    "facts.txt": (_bytes(GOOD.encode()), "unknown-format", "a fact document ends in .yaml or .json"),
    "many-values.yaml": (
        _bytes(b"article: {id: broken}\nfacts: [" + b"a," * 200_001 + b"]\n"),
        "too-many-values",
        "more than 200000 values",
    ),
}


@pytest.fixture(params=sorted({*EXPECTED, *GENERATED}))
def bad_document(request: pytest.FixtureRequest, tmp_path: Path) -> BadDocument:
    """Each broken document in turn, in a file of its own."""
    name: str = request.param
    if name in EXPECTED:
        return BadDocument(name, FOLDER / name, EXPECTED[name]["code"], EXPECTED[name]["says"])
    make, code, says = GENERATED[name]
    make(tmp_path / name)
    return BadDocument(name, tmp_path / name, code, says)

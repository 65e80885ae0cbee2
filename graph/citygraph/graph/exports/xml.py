"""What RDF/XML needs beside the engine: names for properties, and no character that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final

import pyoxigraph as ox

from .errors import NotExpressible

__all__ = ["XmlStream", "checked_predicates"]

_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()
_NAMED: Final = re.compile(r"[A-Za-z_][\w.-]*\Z")


def checked_predicates(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield the triples, whose properties can all be names of XML elements.

    Raises:
        NotExpressible: A property's IRI does not end in a name, such as one that ends in a digit or a slash.
    """
    known: set[ox.NamedNode] = set()
    for triple in triples:
        if triple.predicate not in known:
            iri = triple.predicate.value
            if not _NAMED.match(re.split(r"[/#:]", iri)[-1]):
                raise NotExpressible("RDF/XML", f"the property <{iri}>, whose name is no name in XML")
            known.add(triple.predicate)
        yield triple


class XmlStream:
    """Passes XML in UTF-8 on with U+FFFD for what XML 1.0 cannot hold, and carriage returns that survive reading."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._held = b""

    def write(self, data: bytes, /) -> int:
        """Write some bytes; a character may come in two pieces."""
        whole = self._held + data
        kept = len(whole)
        if whole.endswith(b"\xef\xbf"):
            kept -= 2
        elif whole.endswith(b"\xef"):
            kept -= 1
        self._held = whole[kept:]
        self._out.write(_FORBIDDEN.sub(_REPLACEMENT, whole[:kept]).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Flush what is whole."""
        self._out.flush()

"""Pages and archives that the tests of reading share."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PARAGRAPH = (
    "The mayors of the two cities met on Monday and they signed the long agreement that their offices had prepared, "
    "number {number}, with the people of both towns looking on from the steps of the hall."
)


def page_of(title: str = "Two Cities Sign", *, charset: str = "utf-8", extra: str = "") -> str:
    """Return a page with an article."""
    paragraphs = "".join(f"<p>{PARAGRAPH.format(number=number)}</p>" for number in range(6))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title} | Daily Post</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Daily Post">'
        '<meta property="article:published_time" content="2031-05-03T10:00:00+07:00"></head><body><nav><ul>'
        f'<li><a href="/">Home</a></li></ul></nav><article><h1>{title}</h1>{paragraphs}{extra}</article></body></html>'
    )


def warc_of(pages: list[tuple[str, str, bytes, str]], *, packed: bool = True) -> list[bytes]:
    """Return the records of a WARC file: address, status, body and content type of each."""
    records: list[bytes] = []
    for url, status, body, kind in pages:
        out = BytesIO()
        writer = WARCWriter(out, gzip=packed)
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=headers)
        )
        records.append(out.getvalue())
    return records


@pytest.fixture
def page() -> str:
    """A page with an article."""
    return page_of()


@pytest.fixture
def archive() -> list[bytes]:
    """The packed records of an archive of three pages, a picture and an error."""
    html = page_of().encode()
    return warc_of(
        [
            ("https://www.example.org/one", "200 OK", html, "text/html; charset=utf-8"),
            ("https://www.example.org/picture", "200 OK", b"\x89PNG", "image/png"),
            ("https://www.example.org/gone", "404 Not Found", html, "text/html"),
            ("https://www.example.org/two", "200 OK", html, "text/html"),
            ("https://www.example.org/three", "200 OK", b"Three Cities Sign\n\nThey met.", "text/plain"),
        ]
    )


@pytest.fixture
def bomb() -> bytes:
    """A small gzip file that unpacks to 200 MB."""
    return gzip.compress(b"\0" * 200_000_000, 9)

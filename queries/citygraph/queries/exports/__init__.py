"""Every format in which the graph can be taken away, with what writes it.

A format that is added to :func:`export_formats` is at once on the command line, on the page of downloads, in
releases and in the catalogue of the data.
"""

from .csvw import escaped, unescaped
from .registry import NotInstalled, UnknownFormat, export_formats, find_format, format_of_file, write_export

__all__ = [
    "NotInstalled",
    "UnknownFormat",
    "escaped",
    "export_formats",
    "find_format",
    "format_of_file",
    "unescaped",
    "write_export",
]

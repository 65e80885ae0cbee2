"""Getting facts in: fact documents read, resolved and loaded; the gazetteer; the register of city networks."""

from .loading import FileLoaded, FileRefused, Loader, document_files

__all__ = ["FileLoaded", "FileRefused", "Loader", "document_files"]

"""Patterns over sentences in symbols, as the language files write them."""

from .candidates import Candidates
from .expressions import BadPattern, Expression, compile_pattern
from .rules import Match, Rule, RuleBook, rule_book
from .symbols import Chunk, Symbols, symbols_of

__all__ = [
    "BadPattern",
    "Candidates",
    "Chunk",
    "Expression",
    "Match",
    "Rule",
    "RuleBook",
    "Symbols",
    "compile_pattern",
    "rule_book",
    "symbols_of",
]

from __future__ import annotations

from citygraph.api.xml_text import well_formed


def test_only_what_xml_cannot_hold_is_replaced() -> None:
    given = "<x>\x00\x08\t\n\x0b\x0c\r\x1f\x7f\ufffe\uffff\ufffdé</x>"
    assert well_formed(given.encode()).decode() == (
        "<x>\ufffd\ufffd\t\n\ufffd\ufffd\r\ufffd\x7f\ufffd\ufffd\ufffdé</x>"
    )

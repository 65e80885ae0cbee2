"""Names of networks, bodies and persons in a text, and the offices that persons hold."""

from .bodies import Body
from .candidates import PersonCandidate, offices_held_in
from .networks import NetworkFinder
from .offices import office_drafts
from .organisations import OrganisationFinder
from .persons import PersonFinder
from .settling import settle

__all__ = [
    "Body",
    "NetworkFinder",
    "OrganisationFinder",
    "PersonCandidate",
    "PersonFinder",
    "office_drafts",
    "offices_held_in",
    "settle",
]

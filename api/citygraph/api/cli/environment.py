"""What commands work with, made from the environment: settings, identifiers, gazetteer, loader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citygraph.ontology import CityGraphError, Identifiers

from .progress import progress

if TYPE_CHECKING:
    from citygraph.api.settings import Settings
    from citygraph.graph import Endpoint
    from citygraph.loaders.gazetteer import Gazetteer
    from citygraph.loaders.loading import Loader

__all__ = ["BadSetting", "endpoint_at", "make_loader", "open_gazetteer", "read_settings"]


class BadSetting(CityGraphError):
    """An environment variable has a value that the setting cannot have.

    Attributes:
        variable: The environment variable.
    """

    code = "bad-setting"

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"the variable {variable} is refused: {reason}", hint="correct it, or unset it")
        self.variable = variable


def read_settings(*, write_token: str | None = None) -> Settings:
    """Return the settings of the environment.

    Args:
        write_token: A token that comes before the environment's.

    Raises:
        BadSetting: A variable's value, or the token, is refused.
    """
    from citygraph.api.settings import Settings
    from pydantic import SecretStr, ValidationError

    try:
        return Settings() if write_token is None else Settings(write_token=SecretStr(write_token))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise BadSetting(f"CITYGRAPH_{name}", first["msg"].removeprefix("Value error, ")) from error


def endpoint_at(address: str) -> Endpoint:
    """Return the endpoint at an address, with what the environment says of it.

    Raises:
        BadSetting: A variable's value is refused.
        EndpointUnfit: The address, or one of the environment's, is none.
    """
    from citygraph.graph import Credentials, Endpoint, EndpointLimits

    settings = read_settings()
    token, password = settings.store_token, settings.store_password
    return Endpoint(
        address,
        settings.store_query,
        settings.store_update,
        settings.store_graphs,
        settings.store_answers,
        Credentials(
            None if token is None else token.get_secret_value(),
            settings.store_user,
            None if password is None else password.get_secret_value(),
        ),
        EndpointLimits(settings.store_seconds, settings.store_answer_bytes),
    )


def open_gazetteer() -> Gazetteer:
    """Return the gazetteer, built at its first use with a progress bar.

    Raises:
        GazetteerUnavailable: It can be neither read nor built.
    """
    from citygraph.loaders.gazetteer import Gazetteer

    with progress("building the gazetteer, once") as advance:
        return Gazetteer.open(progress=advance)


def make_loader(identifiers: Identifiers, texts: Path | None) -> Loader:
    """Return the loader of fact documents.

    Args:
        identifiers: Mints the IRIs; must be the graph's.
        texts: Folder of the articles' texts, or None to leave passages unverified.

    Raises:
        GazetteerUnavailable: There is no gazetteer.
    """
    from citygraph.loaders.facts import ArticleTexts
    from citygraph.loaders.loading import Loader
    from citygraph.loaders.mapping import Mapping
    from citygraph.loaders.networks import NetworkRegister

    mapping = Mapping(open_gazetteer(), NetworkRegister.open(identifiers.base), identifiers)
    return Loader(mapping, None if texts is None else ArticleTexts(texts))

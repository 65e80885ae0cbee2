"""Who asks: the address of a client, behind proxies that are trusted to tell it."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

__all__ = ["client_of", "is_proxies"]


@lru_cache(maxsize=1024)
def client_of(peer: str, forwarded: str, proxies: str) -> str:
    """Return what stands for a client when queries are shared out: its address; of IPv6, its network of 64 bits.

    Args:
        peer: The address of the other side of the connection.
        forwarded: What ``X-Forwarded-For`` says, each proxy adding to the right whom it was asked by.
        proxies: Addresses and networks of the proxies that are believed, with commas between.

    >>> client_of("192.0.2.7", "198.51.100.1", "127.0.0.1")
    '192.0.2.7'
    >>> client_of("127.0.0.1", "203.0.113.9, 198.51.100.1", "127.0.0.1")
    '198.51.100.1'
    >>> client_of("2001:db8::1:2:3:4", "", "127.0.0.1")
    '2001:db8::/64'
    """
    trusted = [ip_network(each.strip(), strict=False) for each in proxies.split(",") if each.strip()]
    address = _address(peer)
    for each in reversed(forwarded.split(",") if forwarded else []):
        if address is None or not any(address in network for network in trusted):
            break
        found = _address(each.strip())
        if found is None:
            break
        address = found
    if address is None:
        return peer
    return str(IPv6Network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


def is_proxies(text: str) -> bool:
    """Return whether a text lists addresses and networks with commas between."""
    try:
        for each in text.split(","):
            if each.strip():
                ip_network(each.strip(), strict=False)
    except ValueError:
        return False
    return True


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found

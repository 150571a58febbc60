"""A network address is enough to see where something came from."""

import ipaddress


def network_of(address: str) -> str:
    """The /24 or /48 network of an IP address; ``""`` if it is none."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    prefix = 24 if ip.version == 4 else 48
    return str(ipaddress.ip_network((ip, prefix), strict=False).network_address)

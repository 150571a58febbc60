"""A name server on this machine, so that no test asks the world."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.message
import dns.resolver
import dns.rrset
from dns.rcode import Rcode


@contextmanager
def name_server(
    texts: dict[str, list[str]], others: Rcode = Rcode.NOERROR
) -> Iterator[dns.resolver.Resolver]:
    """A name server on this machine that knows these TXT records.

    :param others: what it answers to other names.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        resolver = resolver_at(line)
        server = threading.Thread(target=_serve, args=(line, texts, others))
        server.start()
        yield resolver
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stop:
            stop.sendto(b"", line.getsockname())
        server.join()


def resolver_at(line: socket.socket) -> dns.resolver.Resolver:
    """One that asks only whoever listens on ``line``."""
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = line.getsockname()[1]
    return resolver


def _serve(line: socket.socket, texts: dict[str, list[str]], others: Rcode) -> None:
    while True:
        asked, who = line.recvfrom(4096)
        if not asked:
            return
        query = dns.message.from_wire(asked)
        answer = dns.message.make_response(query)
        name = query.question[0].name
        if str(name) not in texts:
            answer.set_rcode(others)
        records = [f'"{text}"' for text in texts.get(str(name), [])]
        if records:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *records))
        line.sendto(answer.to_wire(), who)

"""Connections to checked addresses only.

A name is resolved here and the connection goes to the address that was checked, so that neither a redirect nor a name
server can lead into this network. Every read has a deadline, so that a body that drips does not hold a worker.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

Resolve = Callable[[str, int], list[str]]
"""Gives the addresses of a name."""


class ForbiddenAddressError(Exception):
    """An address of this machine or network, which the source may not be fetched from."""


def resolve_name(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet, also where it is wrapped in an IPv6 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections, to checked addresses, with a deadline that belongs to the thread."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = resolve_name) -> None:
        self._real = httpcore.SyncBackend()
        self._allow_private = allow_private
        self._resolve = resolve
        self.deadline = Deadline()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a name's first address, if all of its addresses may be connected to.

        Raises:
            ForbiddenAddressError: One may not.
        """
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} is not known: {error}") from None
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise ForbiddenAddressError(f"{host} is {address}, an address of this network or machine")
        stream = self._real.connect_tcp(addresses[0], port, self.deadline.cap(timeout), local_address, socket_options)
        return _TimedStream(stream, self.deadline)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - httpcore's
        socket_options: Any = None,  # noqa: ARG002 - httpcore's
    ) -> httpcore.NetworkStream:
        """Refuse: no address is one.

        Raises:
            ForbiddenAddressError: Always.
        """
        raise ForbiddenAddressError(path)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Deadline(threading.local):
    """When the request of this thread must be over."""

    at: float = float("inf")

    def start(self, seconds: float) -> None:
        """Give the thread so many seconds from now."""
        self.at = time.monotonic() + seconds

    def cap(self, timeout: float | None) -> float | None:
        """Shorten a timeout to what is left.

        Raises:
            httpcore.ReadTimeout: Nothing is left.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long")
        return timeout if left == float("inf") else left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, real: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._real = real
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._real.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._real.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._real.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._real.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._real.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """Carries httpx's requests over checked connections."""

    def __init__(self, backend: CheckedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=backend, max_connections=64, keepalive_expiry=15.0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; what fails raises httpcore's exceptions."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        response = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=request.read(), extensions=request.extensions
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions, request=request
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        stream = self._response.stream
        if isinstance(stream, Iterable):
            yield from stream

    def close(self) -> None:
        self._response.close()

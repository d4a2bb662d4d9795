"""Ids of records, facts and changes: made here, before a transaction begins, never by the database."""

import base64
import secrets
import time
from collections.abc import Iterator

_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUV", b"abcdefghjkmnpqrstvwxyz")
ID_LENGTH = 26


def new_id() -> str:
    """A new id of 26 characters that sorts by its time of making (48 bits of milliseconds, 80 random bits).

    All ids are of one length: the planner keeps one plan per size of its parameters.
    """
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return base64.b32hexencode(number.to_bytes(20)).translate(_CROCKFORD)[-ID_LENGTH:].decode()


def new_ids() -> Iterator[str]:
    """As many new ids as are asked for."""
    while True:
        yield new_id()

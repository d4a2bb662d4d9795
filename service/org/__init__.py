"""Reading the organisation of an account: functions of a transaction, each one consistent picture."""

from service.org.map import read_map

__all__ = ["read_map"]

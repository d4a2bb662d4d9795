"""The embedded engine: a real Neo4j that the product fetches and starts itself, in a process of its own."""

from service.graph.engine.client import EngineAddress, EngineLease, EngineStatus, acquire, status, stop
from service.graph.engine.jars import DEFAULT_VERSION, LTS_VERSION, fetch
from service.graph.engine.progress import ConsoleProgress, Progress, SilentProgress

__all__ = [
    "DEFAULT_VERSION",
    "LTS_VERSION",
    "ConsoleProgress",
    "EngineAddress",
    "EngineLease",
    "EngineStatus",
    "Progress",
    "SilentProgress",
    "acquire",
    "fetch",
    "status",
    "stop",
]

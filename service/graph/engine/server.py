"""The process that is the graph engine: Neo4j in a Java machine, for as long as standard input stays open.

Started by the keeper only. The first line of standard input is the orders (JSON); lines that begin with `MARK` on
standard output are for the keeper, whatever else Java prints is for the log. End of input means shut down, so this
process ends with its keeper however the keeper ends.
"""

import contextlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import Timeout

from service.graph.engine.places import Places, lock

MARK = "@engine "
STOP_SECONDS = 40
STORE_WAIT_SECONDS = 60
JVM_FLAGS = (
    "-Xrs",  # signals are ours
    "-XX:+ExitOnOutOfMemoryError",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dlog4j2.disable.jmx=true",
)
_SINCE_JAVA = {"--sun-misc-unsafe-memory-access=allow": 23}
SETTINGS = {
    "server.bolt.enabled": "true",
    "dbms.security.auth_enabled": "true",
    "server.config.strict_validation.enabled": "true",
    "server.memory.pagecache.size": "64m",
    "dbms.usage_report.enabled": "false",
    "db.transaction.timeout": "60s",
    "db.tx_log.rotation.size": "32m",
    "db.tx_log.rotation.retention_policy": "128M size",
    "db.tx_log.preallocate": "false",
    # Names of people and their values never go into a log (the text of a query names its file, that is enough).
    "db.logs.query.enabled": "INFO",
    "db.logs.query.threshold": "2s",
    "db.logs.query.parameter_logging_enabled": "false",
    "db.logs.query.obfuscate_literals": "true",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
}


@dataclass(frozen=True)
class Orders:
    """What the one who starts an engine wants; stands on the keeper's command line, so nothing in it is secret."""

    data_dir: str
    version: str
    classpath: list[str]
    java_library: str
    java_major: int
    heap_megabytes: int = 1024
    conf: dict[str, str] = field(default_factory=dict)
    jvm_flags: list[str] = field(default_factory=list)


def encode_orders(orders: Orders, *, port: int, password: str, again: bool = False, train: bool = False) -> bytes:
    """The first line of an engine's standard input: the orders, and what must not stand on a command line.

    `again`: the store may hold this very password. `train`: end Java in the orderly way
    that lets it keep what it learnt.
    """
    return (
        json.dumps({**asdict(orders), "port": port, "password": password, "again": again, "train": train}).encode()
        + b"\n"
    )


def tell(**message: object) -> None:
    """One message to the keeper."""
    print(f"\n{MARK}{json.dumps(message)}", flush=True)


def jvm_flags(java_major: int, heap_megabytes: int, logs: Path) -> list[str]:
    """The options of the Java machine that this Java understands."""
    flags = [flag for flag in JVM_FLAGS if java_major >= _SINCE_JAVA.get(flag, 0)]
    return [f"-Xmx{heap_megabytes}m", f"-XX:ErrorFile={logs / 'java-crash-%p.log'}", *flags]


def write_conf(places: Places, port: int, extra: dict[str, str]) -> Path:
    """Neo4j's settings are in the returned file; nothing secret among them."""
    address = f"127.0.0.1:{port}"
    settings = {
        **SETTINGS,
        "server.bolt.listen_address": address,
        "server.bolt.advertised_address": address,
        **extra,
    }
    path = places.home / "conf" / "neo4j.conf"
    path.write_text("".join(f"{key}={value}\n" for key, value in settings.items()), encoding="utf-8")
    return path


def start_database(orders: dict[str, Any], places: Places) -> Any:
    """Neo4j answers on its port, and `neo4j` has the password of the orders. Returns Neo4j's management service."""
    import jpype  # the extra `embedded`; nothing but this process needs it

    if sys.platform == "linux":  # else Java cannot open a path with Japanese in it where the locale is C
        os.putenv("LC_ALL", "C.UTF-8")
    flags = jvm_flags(orders["java_major"], orders["heap_megabytes"], places.logs)
    jpype.startJVM(
        *flags,
        *orders["jvm_flags"],
        jvmpath=orders["java_library"],
        classpath=orders["classpath"],
        convertStrings=False,
        interrupt=False,
    )
    path_of = jpype.JClass("java.nio.file.Path").of
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(path_of(str(places.home)))
    conf = write_conf(places, orders["port"], orders["conf"])
    service = builder.loadPropertiesFromFile(path_of(str(conf))).build()
    # Neo4j refuses the password a user already has. After a crash it is the same again: take another one in between.
    passwords = [secrets.token_urlsafe(24), orders["password"]] if orders["again"] else [orders["password"]]
    for password in passwords:
        parameters = jpype.JClass("java.util.HashMap")()
        parameters.put("password", password)
        service.database("system").executeTransactionally(
            "ALTER USER neo4j SET PLAINTEXT PASSWORD $password CHANGE NOT REQUIRED", parameters
        )
    return service


def answers_bolt(port: int, seconds: float = 20) -> bool:
    """Whether a Bolt handshake (offer versions, get one) is answered on the port within the time."""
    deadline = time.monotonic() + seconds
    offer = b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + b"\x00\x04\x04\x05" + b"\x00\x00\x00\x05" + b"\x00\x00\x00\x04"
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(offer)
            if len(connection.recv(4)) == 4:
                return True
        time.sleep(0.05)
    return False


def _end_for_sure(code: int) -> None:
    """Java's threads would keep the process alive after an error; this does not ask them."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _reason(error: BaseException) -> str:
    """The causes of an error, outermost first, each on a line."""
    lines: list[str] = []
    cause: Any = error
    while cause is not None and len(lines) < 8:
        line = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
        if line not in lines:
            lines.append(line)
        get_cause = getattr(cause, "getCause", None)
        cause = get_cause() if get_cause is not None else cause.__cause__
    return "\n".join(lines)


def run(orders: dict[str, Any]) -> int:
    """Serve until standard input ends; returns the exit code."""
    places = Places(Path(orders["data_dir"]))
    store = lock(places.server_lock)
    try:
        store.acquire(timeout=STORE_WAIT_SECONDS)
    except Timeout:
        tell(failed="store_locked", reason="")
        return 1
    try:
        service = start_database(orders, places)
    except BaseException as error:
        reason = _reason(error)
        kind = "start_failed"
        if "BindException" in reason or "already in use" in reason:
            kind = "port_taken"
        elif "FileLockException" in reason or "store_lock" in reason:
            kind = "store_locked"
        tell(failed=kind, reason=reason)
        return 1
    if not answers_bolt(orders["port"]):
        tell(failed="start_failed", reason="no answer to a Bolt handshake")
        return 1
    tell(ready=True)
    with contextlib.suppress(KeyboardInterrupt, SystemExit, OSError):
        while sys.stdin.read(4096):
            pass
    watchdog = threading.Timer(STOP_SECONDS, _end_for_sure, [1])
    watchdog.daemon = True
    watchdog.start()
    service.shutdown()
    store.release()
    if orders["train"]:
        import jpype

        watchdog.cancel()
        jpype.shutdownJVM()
    return 0


def main() -> None:
    """Be the engine; does not return."""
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keeper decides when to stop
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    code = 1
    try:
        code = run(json.loads(sys.stdin.readline()))
    finally:
        _end_for_sure(code)

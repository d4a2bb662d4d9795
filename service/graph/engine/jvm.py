"""The process that is the engine: a Java virtual machine with Neo4j, started through its public embedded API.

Reads its instructions as one line of JSON on standard input, prints `ready` on a line of its own, and lives until
standard input ends: so it dies with its parent, however the parent dies.
"""

import json
import os
import sys
import threading
import traceback
from typing import Any

READY = "ready"
FAILED = "failed: "

OPTIONS = (
    "-Xmx1g",
    "-Xss1m",
    "-Xrs",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=4",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
)

USER = "neo4j"


def _start(order: dict[str, Any]) -> Any:
    import jpype

    newer = ["--sun-misc-unsafe-memory-access=allow"] if order["java_major"] >= 23 else []
    jpype.startJVM(order["library"], *OPTIONS, *newer, classpath=order["classpath"], convertStrings=True)
    path = jpype.JClass("java.nio.file.Path")
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")
    return builder(path.of(order["home"])).loadPropertiesFromFile(path.of(order["conf"])).build()


def _set_password(managed: Any, password: str) -> None:
    """The password of this start; after a restart it is already the one wanted, which Neo4j refuses to set again."""
    statement = f"ALTER USER {USER} SET PLAINTEXT PASSWORD $password CHANGE NOT REQUIRED"
    parameters: Any = _java_map({"password": password})
    try:
        managed.database("system").executeTransactionally(statement, parameters)
    except Exception as error:
        if "Old password and new password cannot be the same" not in str(error):
            raise


def _java_map(values: dict[str, str]) -> Any:
    import jpype

    made = jpype.JClass("java.util.HashMap")()
    for key, value in values.items():
        made.put(key, value)
    return made


def main() -> None:
    """Start as told, say so, and wait for the end of standard input."""
    order = json.loads(sys.stdin.readline())
    try:
        managed = _start(order)
        _set_password(managed, order["password"])
    except BaseException as error:
        # The threads of a half-started engine are no daemons: only leaving at once ends the process.
        traceback.print_exc()
        print(FAILED + json.dumps(_causes(error)), flush=True)
        os._exit(1)
    print(READY, flush=True)
    sys.stdin.read()
    stopping = threading.Timer(30.0, os._exit, (1,))
    stopping.daemon = True
    stopping.start()
    managed.shutdown()
    os._exit(0)


def _causes(error: BaseException) -> str:
    """The messages of a Java error and its causes, the innermost last."""
    told: list[str] = []
    current: Any = error
    while current is not None and len(told) < 10:
        told.append(str(current))
        cause = getattr(current, "getCause", None)
        current = cause() if callable(cause) else None
    return " / ".join(told)


if __name__ == "__main__":
    main()

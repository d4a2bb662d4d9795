"""The engine's own processes: `python -m service.graph.engine keeper ORDERS` and, started by it, `… server`."""

import sys

from service.graph.engine import keeper, server

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["keeper", orders]:
            sys.exit(keeper.main(orders))
        case ["server"]:
            server.main()
        case _:
            sys.exit("This module is started by Nemawashi itself; see `nemawashi engine --help`.")

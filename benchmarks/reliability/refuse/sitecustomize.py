"""Every Python process with this folder in PYTHONPATH loads it: the network is refused, and who asked for it noted."""

import os
import sys
from pathlib import Path

_ASKING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _ASKING:
        return
    if event != "socket.gethostbyname" and isinstance(arguments[-1], (str, bytes)):
        return  # a path: a socket within this machine
    with Path(os.environ["REFUSED_LOG"]).open("a", encoding="utf-8") as log:
        log.write(f"{event} {arguments}\n")
    raise PermissionError(f"{event}: the network is refused here")


sys.addaudithook(_refuse)

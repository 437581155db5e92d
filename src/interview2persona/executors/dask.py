"""Work is spread over a Dask cluster: an existing one by address, or workers that are started on this machine.

A task whose worker is lost is done by another one. Needs the extra ``interview2persona[dask]``; the workers need the
same version of this package.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

from interview2persona.errors import MissingPart
from interview2persona.threads import cores

if TYPE_CHECKING:
    from distributed import Client


class DaskExecutor(Executor):
    """Hands work to a client; closes it, and the workers that were started for it, in the end."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        self._executor.shutdown(wait)
        cluster = self.client.cluster
        self.client.close()
        if cluster is not None:
            cluster.close()


def make(workers: int, address: str = "") -> Executor:
    """An executor on the cluster at `address`, or on so many processes of this machine (0: as many as cores).

    Raises:
        MissingPart: Dask is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingPart("The executor dask needs Dask: pip install 'interview2persona[dask]'.") from error
    if not address:
        own = LocalCluster(n_workers=workers or cores(), threads_per_worker=1, dashboard_address=None)
        return DaskExecutor(Client(own))
    try:
        return DaskExecutor(Client(address, timeout="10s"))
    except (OSError, ValueError) as error:
        raise MissingPart(
            f"No Dask scheduler answers at {address!r} ({error}). See the setting 'scheduler'."
        ) from error

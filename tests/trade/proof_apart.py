"""Work done apart from the test run: in a process with nothing but the rules and the database in it, which may fork.

A test run has threads and a language model's libraries in memory: forking it is slow and unsafe. The process asked here is
forked from a server that imported only what `_BEFORE` names.
"""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import ParamSpec, TypeVar

_BEFORE = ["tests.trade.proof_flows", "tests.trade.proof_races", "tests.trade.proof_faults", "tests.trade.proof_backup"]
P = ParamSpec("P")
T = TypeVar("T")


def apart(count: int = 1) -> ProcessPoolExecutor:
    """A pool of such processes; what is submitted and comes back is pickled."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_BEFORE)
    return ProcessPoolExecutor(count, mp_context=context)


def forked(work: Callable[[], None]) -> int:
    """Start a child of this process; its process id. The child ends with its work, with status 1 when that raised."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def waited(child: int) -> int:
    """How a child ended: its status, negative for the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

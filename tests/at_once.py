"""Several people do something at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def at_once(*calls):
    """Calls that begin together, each on its own connection; what each gave, or the error that it met."""
    gate = Barrier(len(calls))

    def run(call):
        try:
            gate.wait(timeout=60)
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))

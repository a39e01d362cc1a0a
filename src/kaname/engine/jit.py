"""Kernels that cost nothing until they are called.

Importing numba takes most of a second and every decorated function some more, which a process that shows pages would
pay at its start though few pages compute anything. A kernel is therefore kept as it is written and handed to numba when
it is called for the first time, together with every kernel that its module names.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


class Kernel:
    """A function that numba compiles on its first call; after that its module holds what numba made of it."""

    def __init__(self, function: Callable[..., Any], make: Callable[[Callable[..., Any]], Any]) -> None:
        self.function, self._make, self._made = function, make, None
        self.__name__, self.__doc__, self.__module__ = function.__name__, function.__doc__, function.__module__

    def __call__(self, *arguments: Any) -> Any:
        made = self._made
        return (self.settled() if made is None else made)(*arguments)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.settled(), name)

    def settled(self) -> Any:
        """Return what numba made of the function."""
        from numba.core.compiler_lock import global_compiler_lock

        with global_compiler_lock:  # nothing is compiled while names are half bound
            if self._made is None:
                _settle(self)
            return self._made

    def make(self) -> Any:
        """Return what numba makes of the function, or made of it already."""
        return self._make(self.function) if self._made is None else self._made


def _settle(first: Kernel) -> None:
    """Make a kernel and all that it can reach."""
    made, waiting = {first: first.make()}, [first]
    while waiting:
        names = waiting.pop().function.__globals__
        for name, value in list(names.items()):
            if isinstance(value, Kernel):
                if value not in made:
                    made[value] = value.make()
                    waiting.append(value)
                names[name] = made[value]
    for kernel, result in made.items():
        kernel._made = result  # noqa: SLF001 - the class's own


def load() -> None:
    """Import numba now: before a clock is started, so that no time limit is spent on it."""
    import_module("numba")


def njit(**options: Any) -> Any:
    """Return numba.njit for later: a decorator that makes a kernel."""

    def made(function: Callable[..., Any]) -> Any:
        from numba import njit as compiled

        return compiled(**options)(function)

    return lambda function: Kernel(function, made)


def intrinsic(function: Callable[..., Any]) -> Any:
    """Return numba.extending.intrinsic for later."""

    def made(written: Callable[..., Any]) -> Any:
        from numba.extending import intrinsic as compiled

        return compiled(written)

    return Kernel(function, made)

"""Kernels: functions over arrays as machine code, which Numba makes once and nobody makes again.

Numba takes longer to load than a question takes to answer. What it makes of a kernel needs nothing
of it, though, where the kernel makes no arrays and no Python objects itself: it is a function that
takes numbers and, for each array, its place and shape. So that code is kept beside Python's own
compiled code, and is loaded by llvmlite alone. Where a kernel or the processor is another, the code
is made anew.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from threading import Lock
from types import FunctionType
from typing import Any

import numpy as np

from graphrag.machine import user_cache

# What gives back the memory of an array's owner. Ours have none, and the code asks before it calls.
_NEVER_CALLED = "NRT_MemInfo_call_dtor"
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Argument:
    """What a kernel takes at one place: "f8" for a number, "f4:" or "f4::" for an array."""

    kind: np.dtype[Any]
    dimensions: int

    @property
    def types(self) -> list[Any]:
        """How machine code takes it: of an array owners, which it has none of, size and place."""
        if not self.dimensions:
            return [ctypes.c_double]
        pointer, number = ctypes.c_void_p, ctypes.c_int64
        sizes = [number] * (2 * self.dimensions)  # lengths and strides
        return [pointer, pointer, number, number, pointer, *sizes]

    def values(self, given: Any) -> Sequence[Any]:
        """The same of what a caller gives.

        Raises:
            TypeError: it is something else.
        """
        if not self.dimensions:
            return (float(given),)
        fits = given.dtype == self.kind and given.ndim == self.dimensions
        if not fits or not given.flags.c_contiguous:
            wanted = f"{self.kind} of {self.dimensions} dimensions, one row after the other"
            raise TypeError(f"a kernel takes {wanted}, not {given.dtype} of {given.shape}")
        place = given.__array_interface__["data"][0]
        return (None, None, given.size, given.itemsize, place, *given.shape, *given.strides)


class Kernel:
    """A compiled function that returns nothing: what it finds it writes into arrays it is given."""

    def __init__(self, function: FunctionType, signature: str, options: dict[str, Any]) -> None:
        self.py_func = function
        self._arguments = [
            Argument(np.dtype(part.rstrip(":")), part.count(":")) for part in signature.split()
        ]
        self._signature = signature
        self._options = options
        self._opening = Lock()
        self._code: Callable[..., int] | None = None
        self._by_numba: Callable[..., None] | None = None  # where its code cannot be taken out
        self._engine: Any = None  # owns the code

    def __call__(self, *given: Any) -> None:
        """Run it, without holding Python's lock.

        Raises:
            TypeError: an argument is not what the signature says.
            ArithmeticError: the kernel divided by zero.
        """
        flat: list[Any] = []
        for argument, value in zip(self._arguments, given, strict=True):
            flat += argument.values(value)
        code = self._code or self._by_numba or self._open()
        if self._by_numba is not None:
            self._by_numba(*given)
            return
        nothing, error = ctypes.c_void_p(), ctypes.c_void_p()
        if code(ctypes.byref(nothing), ctypes.byref(error), *flat):
            raise ArithmeticError(f"the kernel {self.py_func.__name__} failed")

    def _open(self) -> Callable[..., Any]:
        with self._opening:
            if self._code is None:
                try:
                    name, code = self._kept() or self._made()
                except AttributeError:  # another Numba, with other insides
                    self._by_numba = self._as_numba_runs_it()
                    return self._by_numba
                address = self._loaded(name, code)
                types = [part for argument in self._arguments for part in argument.types]
                takes = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *types)
                self._code = takes(address)
            return self._code

    def _loaded(self, name: str, code: bytes) -> int:
        from llvmlite import binding as llvm

        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        target = llvm.Target.from_default_triple().create_target_machine(jit=True)
        abort = ctypes.cast(ctypes.CDLL(None).abort, ctypes.c_void_p).value
        llvm.add_symbol(_NEVER_CALLED, abort)
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
        self._engine.add_object_file(llvm.object_file.ObjectFileRef.from_data(code))
        self._engine.finalize_object()
        return int(self._engine.get_function_address(name))

    def _as_numba_runs_it(self) -> Callable[..., None]:
        import numba

        njit: Any = numba.njit
        return njit(nogil=True, cache=True, **self._options)(self.py_func)  # type: ignore[no-any-return]

    def _made(self) -> tuple[str, bytes]:
        """Have it compiled; kept where a folder can be written."""
        import numba

        types = []
        for argument in self._arguments:
            one, size = numba.from_dtype(argument.kind), argument.dimensions
            types.append(numba.types.Array(one, size, "C") if size else one)
        alone = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        njit: Any = numba.njit
        compiling = njit(**alone, **self._options)(self.py_func)
        compiling.compile(tuple(types))
        (made,) = compiling.overloads.values()
        module = made.library._final_module
        needs = [f.name for f in module.functions if f.is_declaration]
        if wanted := [n for n in needs if not n.startswith("llvm.") and n != _NEVER_CALLED]:
            raise TypeError(f"{self.py_func.__name__} is no kernel: it calls {', '.join(wanted)}")
        name, code = made.fndesc.llvm_func_name, made.library.codegen._tm.emit_object(module)
        self._keep(name, code)
        return name, code

    def _kept(self) -> tuple[str, bytes] | None:
        for path in self._places():
            with suppress(OSError):
                raw = path.read_bytes()
                if hashlib.sha256(raw[_DIGEST:]).digest() == raw[:_DIGEST]:
                    name, _, code = raw[_DIGEST:].partition(b"\n")
                    return name.decode(), code
        return None

    def _keep(self, name: str, code: bytes) -> None:
        said = name.encode() + b"\n" + code
        for path in self._places():
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                beside = path.with_name(f"{path.name}.{os.getpid()}")
                beside.write_bytes(hashlib.sha256(said).digest() + said)
                beside.replace(path)
                return

    def _places(self) -> list[Path]:
        """Where its code may lie: beside Python's own, or in this user's cache."""
        name = f"{self.py_func.__name__.strip('_')}-{self._key()}.kernel"
        users = user_cache.folder()
        beside = Path(cache_from_source(self.py_func.__code__.co_filename)).parent
        return [beside / name] if users is None else [beside / name, users / name]

    def _key(self) -> str:
        """What its machine code depends on, as one hash."""
        from llvmlite import __version__
        from llvmlite import binding as llvm

        code, around = self.py_func.__code__, self.py_func.__globals__
        fixed = {n: around[n] for n in code.co_names if isinstance(around.get(n), int | float)}
        cpu = (llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
        parts = (code.co_code.hex(), code.co_consts, sorted(fixed.items()), code.co_names)
        options = sorted(
            (n, sorted(o) if isinstance(o, set) else o) for n, o in self._options.items()
        )
        about = (self._signature, options, __version__, sys.platform)
        said = repr((parts, about, platform.machine(), cpu))
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def kernel(signature: str, **options: Any) -> Callable[[Callable[..., None]], Kernel]:
    """Make a kernel of a function.

    Args:
        signature: the kinds of its arguments, with spaces between; see `Argument`.
        options: of `numba.njit`.
    """
    return lambda function: Kernel(function, signature, options)  # type: ignore[arg-type]

"""The states of a checkpointed loop in a file. It has no name, and goes with what uses it."""

from __future__ import annotations

import io
import os
import pickle
import tempfile
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.runtime.checkpoints.snapshots import Snapshots, check_limits

PAGE = 1 << 16  # bytes; a state takes whole pages, so that there is no gap that none fits


class SnapshotsOnDisk(Snapshots):
    """The states of one loop, of which none stays in memory."""

    def __init__(
        self,
        passes: Sequence[Any] | None,
        snapshots: int | None = None,
        memory: float | None = None,
        on_disk: Any = True,
    ) -> None:
        check_limits(snapshots, memory, on_disk)
        super().__init__(passes, snapshots, memory)
        self.states = None if on_disk in (False, None) else States(folder_of(on_disk))

    def _stored(self, state: tuple[Any, ...]) -> Any:
        copies = super()._stored(state)
        return copies if self.states is None else self.states.put(copies)

    def _loaded(self, state: Any) -> list[Any]:
        return super()._loaded(state) if self.states is None else state.read()


def folder_of(on_disk: Any) -> Any:
    """The folder that is asked for, None for the one of temporary files."""
    return None if on_disk is True else os.fspath(on_disk)


class States:
    """Keeps lists of values in a file of a folder, by default the one for temporary files."""

    def __init__(self, folder: Any = None) -> None:
        self.file: Any = None  # where there is no such folder
        self.file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with this
        self.free: list[int] = []  # pages that hold nothing any more
        self.pages = 0
        self.lock = threading.Lock()

    def put(self, state: list[Any]) -> Stored:
        """Write a state; it is there as long as what is returned."""
        held = io.BytesIO()
        _Writer(held, protocol=5).dump(state)
        stored = Stored(self)
        with held.getbuffer() as content:
            for start in range(0, len(content), PAGE):
                self._write(stored, content[start : start + PAGE])
        return stored

    def __del__(self) -> None:
        if self.file is not None:
            self.file.close()  # and so it is gone

    def _write(self, stored: Stored, chunk: memoryview) -> None:
        with self.lock:
            if self.free:
                page = self.free.pop()
            else:
                page, self.pages = self.pages, self.pages + 1
            stored.pages.append(page)
            self.file.seek(page * PAGE)
            self.file.write(chunk)

    def get(self, stored: Stored) -> list[Any]:
        """The state, made anew."""
        found = io.BytesIO()
        for page in stored.pages:
            with self.lock:
                self.file.seek(page * PAGE)
                found.write(self.file.read(PAGE))
        found.seek(0)
        state: list[Any] = pickle.load(found)
        return state


class Stored:
    """Where a state stands; its place is free for another when this is dropped."""

    def __init__(self, states: States) -> None:
        self.states = states
        self.pages: list[int] = []

    def read(self) -> list[Any]:
        """The state, made anew."""
        return self.states.get(self)

    def __del__(self) -> None:
        self.states.free += self.pages


class _Writer(pickle.Pickler):
    """Writes arrays so that they share memory as they do, and keep their layout."""

    def reducer_override(self, value: Any) -> Any:
        """A view as the array that it is a part of, and its place in it."""
        if type(value) is not np.ndarray:
            return NotImplemented
        owner = value
        while isinstance(owner.base, np.ndarray):
            owner = owner.base
        if owner is not value:
            start = value.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
            return _view, (owner, value.shape, value.dtype, start, value.strides)
        if value.flags.c_contiguous or value.flags.f_contiguous:
            return NotImplemented
        axes = sorted(range(value.ndim), key=lambda axis: -value.strides[axis])
        return np.transpose, (value.transpose(axes).copy(), np.argsort(axes))


def _view(owner: Any, shape: Any, dtype: Any, start: int, strides: Any) -> Any:
    block = owner.reshape(-1, order="A")
    return np.ndarray(shape, dtype, block, start, strides)

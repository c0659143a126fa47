"""Where data lives: a folder, or a prefix in an object store, behind the few operations that nianbao needs.

Both kinds promise the same: an object appears whole or not at all, and `write_once` never changes one that is there.
"""

from __future__ import annotations

import abc
import contextlib
import functools
import os
import pathlib
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.fs

from storage.errors import StorageError
from storage.locks import lock

if TYPE_CHECKING:
    from storage.conditional import ConditionalStore

DEFAULT_LOCATION = "data"
ENVIRONMENT_VARIABLE = "NIANBAO_DATA"


class DataRoot(abc.ABC):
    """The place of an archive and its data sets; paths are relative to it and use `/`.

    Attributes:
        location: The place as a person names it.
        filesystem: Arrow's file system, for reading tables.
        prefix: Path of the root in that file system.
    """

    location: str
    filesystem: pyarrow.fs.FileSystem
    prefix: str

    @abc.abstractmethod
    def write_once(self, path: str, content: bytes) -> bool:
        """Stores an object under a new name, durably; returns False, and changes nothing, if the name is taken.

        Names are unique by construction (a hash of the content, a run's id), so two writers of one name hold the
        same bytes.
        """

    @abc.abstractmethod
    def replace(self, path: str, content: bytes) -> None:
        """Stores an object in place of another, so that a reader sees the old one or the new one."""

    @abc.abstractmethod
    def swap(self, path: str, content: bytes, expected: bytes | None) -> bool:
        """Stores an object in place of another, if nobody has changed it meanwhile.

        Args:
            path: Name of the object.
            content: What it shall hold.
            expected: What it must hold now; None if it must not be there.

        Returns:
            False, and nothing is changed, if it holds something else.
        """

    @abc.abstractmethod
    def point(self, path: str, target: str, expected: str | None) -> bool:
        """Makes `path` name `target`, a folder beside it, from one moment to the next.

        Args:
            path: Name of the pointer.
            target: Name of the folder.
            expected: What it must name now; None if it must not be there.

        Returns:
            False, and nothing is changed, if it names something else.
        """

    @abc.abstractmethod
    def pointed(self, path: str) -> str | None:
        """The folder that `path` names, or None if nothing was published there yet."""

    @abc.abstractmethod
    def new_folder(self, path: str) -> contextlib.AbstractContextManager[Callable[[str, bytes], None]]:
        """What writes the files of a new folder, by their name in it; the last of them proves that it is whole.

        On a file system they are written in a folder beside it that gets its name at the end; in an object store,
        which cannot rename, in the folder itself, and only its last file tells that all others are there.
        """

    @abc.abstractmethod
    def remove_partials(self) -> None:
        """Removes what killed processes have left in the middle of a write."""

    @abc.abstractmethod
    def remove_folder(self, path: str) -> None:
        """Removes a folder and all that is in it; an absent one is no error."""

    def remove_file(self, path: str) -> None:
        """Removes a file; an absent one is no error."""
        with contextlib.suppress(FileNotFoundError):
            self.filesystem.delete_file(self.full(path))

    def full(self, path: str) -> str:
        return f"{self.prefix}/{path}"

    def read_if_there(self, path: str) -> bytes | None:
        """Reads one object, or None if there is none of this name.

        Raises:
            StorageError: It cannot be read.
        """
        return self.read(path) if self.exists(path) else None

    def read(self, path: str) -> bytes:
        """Reads one object.

        Raises:
            StorageError: There is none of this name, or it cannot be read.
        """
        try:
            with self.filesystem.open_input_stream(self.full(path)) as stream:
                return bytes(stream.read())
        except FileNotFoundError as error:
            raise StorageError("no such object", where=f"{self.location}/{path}") from error
        except OSError as error:
            raise StorageError(f"cannot be read: {error}", where=f"{self.location}/{path}") from error

    def exists(self, path: str) -> bool:
        return bool(self.filesystem.get_file_info(self.full(path)).type != pyarrow.fs.FileType.NotFound)

    def files(self, folder: str, suffix: str = "") -> list[str]:
        """Names (relative to the root) of all finished files below a folder, sorted; none if it does not exist."""
        selector = pyarrow.fs.FileSelector(self.full(folder), recursive=True, allow_not_found=True)
        start = len(self.prefix) + 1
        return sorted(
            info.path[start:]
            for info in self.filesystem.get_file_info(selector)
            if info.type == pyarrow.fs.FileType.File and info.path.endswith(suffix) and PARTIAL not in info.path
        )

    def modified(self, path: str) -> int:
        """When an object was last changed (nanoseconds); 0 where that is not known, or it is missing."""
        return self.filesystem.get_file_info(self.full(path)).mtime_ns or 0

    def stamps(self, folder: str) -> dict[str, tuple[int, int]]:
        """Length and time of change (nanoseconds) of all finished files below a folder, by name within the root."""
        selector = pyarrow.fs.FileSelector(self.full(folder), recursive=True, allow_not_found=True)
        start = len(self.prefix) + 1
        return {
            info.path[start:]: (info.size, info.mtime_ns or 0)
            for info in self.filesystem.get_file_info(selector)
            if info.type == pyarrow.fs.FileType.File and PARTIAL not in info.path
        }

    def folders(self, folder: str) -> list[str]:
        """Names of the folders directly in a folder, sorted, without unfinished ones."""
        selector = pyarrow.fs.FileSelector(self.full(folder), allow_not_found=True)
        return sorted(
            info.base_name
            for info in self.filesystem.get_file_info(selector)
            if info.type == pyarrow.fs.FileType.Directory and PARTIAL not in info.base_name
        )


PARTIAL = ".partial-"
"""Marks a file or folder that is still being written; one that is left after a crash may be removed."""
LEASES = "leases"
"""Folder of what processes tell each other: who works on what."""
_WRITTEN = ("archive", "dataset", "parsed", LEASES)
"""Folders that only nianbao writes in."""
SWAPPING = "swapping"
"""Lock of who compares an object and replaces it."""
WRITING = "writing"
"""Lock that all who write share, so that unfinished files without an owner can be told."""


class LocalRoot(DataRoot):
    """A folder on this machine."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.location = str(folder)
        self.filesystem = pyarrow.fs.LocalFileSystem()
        self.prefix = folder.absolute().as_posix()

    def write_once(self, path: str, content: bytes) -> bool:
        target = f"{self.folder}/{path}"
        if os.path.exists(target):  # noqa: PTH110  (called once for each response)
            return False
        with self._written(pathlib.Path(target), content) as partial:
            partial.replace(target)
        return True

    def replace(self, path: str, content: bytes) -> None:
        target = self.folder / path
        with self._written(target, content) as partial:
            partial.replace(target)

    def swap(self, path: str, content: bytes, expected: bytes | None) -> bool:
        with self.os_errors(self.folder / path), self.locked(SWAPPING):
            if self.read_if_there(path) != expected:
                return False
            self.replace(path, content)
            return True

    def point(self, path: str, target: str, expected: str | None) -> bool:
        link = self.folder / path
        with self.os_errors(link), self.locked(SWAPPING), self.locked(WRITING, shared=True):
            if self.pointed(path) != expected:
                return False
            partial = link.with_name(f"{PARTIAL}{uuid.uuid4().hex}")
            link.parent.mkdir(parents=True, exist_ok=True)
            partial.symlink_to(target, target_is_directory=True)
            partial.replace(link)
            _sync_folder(link.parent)
            return True

    def pointed(self, path: str) -> str | None:
        link = self.folder / path
        return str(link.readlink()) if link.is_symlink() else None

    @contextlib.contextmanager
    def new_folder(self, path: str) -> Iterator[Callable[[str, bytes], None]]:
        partial = f"{path.rpartition('/')[0]}/{PARTIAL}{uuid.uuid4().hex}"
        origin, destination = self.folder / partial, self.folder / path

        def write(name: str, content: bytes) -> None:
            with self.os_errors(destination), _opened(origin / name) as stream:
                stream.write(content)

        with self.locked(WRITING, shared=True):
            try:
                yield write
                with self.os_errors(destination):
                    for folder, _, names in os.walk(origin):
                        for name in names:
                            _sync_file(pathlib.Path(folder, name))
                        _sync_folder(pathlib.Path(folder))
                    origin.rename(destination)
                    _sync_folder(destination.parent)
            finally:
                self.remove_folder(partial)

    def remove_partials(self) -> None:
        with self.os_errors(self.folder), self.locked(WRITING, wait=False) as alone:
            # Somebody writes: what is unfinished may be theirs. A later build finds the rest.
            if not alone:
                return
            for room in _WRITTEN:
                for folder, folders, names in os.walk(self.folder / room):
                    for name in [name for name in (*folders, *names) if name.startswith(PARTIAL)]:
                        self.remove_folder(pathlib.Path(folder, name).relative_to(self.folder).as_posix())
                    folders[:] = [name for name in folders if not name.startswith(PARTIAL)]

    @contextlib.contextmanager
    def locked(self, name: str, *, shared: bool = False, wait: bool = True) -> Iterator[bool]:
        """Holds a lock of the root's, which the system gives back when the process ends, however it ends.

        Args:
            name: Name of the lock.
            shared: Whether others may hold it in the same way.
            wait: Whether to wait for others who hold it.

        Yields:
            Whether the lock is held; always, if it is waited for.

        Raises:
            StorageError: The system has no such locks.
        """
        path = self.folder / LEASES / f"{name}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            yield lock(descriptor, shared=shared, wait=wait)
        finally:
            os.close(descriptor)

    def remove_folder(self, path: str) -> None:
        found = self.folder / path
        with self.os_errors(found):
            if found.is_dir() and not found.is_symlink():
                self.filesystem.delete_dir(self.full(path))
            else:
                found.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _written(self, target: pathlib.Path, content: bytes) -> Iterator[pathlib.Path]:
        """A finished, synced temporary file beside the target; gone afterwards, whatever happens."""
        with self.os_errors(target), self.locked(WRITING, shared=True):
            partial = target.with_name(f"{PARTIAL}{uuid.uuid4().hex}")
            try:
                with _opened(partial) as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                yield partial
                _sync_folder(target.parent)
            finally:
                partial.unlink(missing_ok=True)

    @contextlib.contextmanager
    def os_errors(self, path: pathlib.Path) -> Iterator[None]:
        """Turns what the system says of a path into an error that says what to do."""
        try:
            yield
        except OSError as error:
            raise StorageError(
                f"cannot be written: {error.strerror or error}",
                where=str(path),
                remedy="Check the folder's permissions and free space, or choose another with --data.",
            ) from error


class ObjectRoot(DataRoot):
    """A prefix in an object store, where every write is whole by the store's own promise."""

    def __init__(self, location: str, filesystem: pyarrow.fs.FileSystem, prefix: str) -> None:
        self.location = location
        self.filesystem = filesystem
        self.prefix = prefix.rstrip("/")

    def write_once(self, path: str, content: bytes) -> bool:
        if self.exists(path):
            return False
        self.replace(path, content)
        return True

    def replace(self, path: str, content: bytes) -> None:
        try:
            with self.filesystem.open_output_stream(self.full(path)) as stream:
                stream.write(content)
        except OSError as error:
            raise StorageError(
                f"cannot be written: {error}",
                where=f"{self.location}/{path}",
                remedy="Check the bucket's name and the credentials in the environment.",
            ) from error

    def read_if_there(self, path: str) -> bytes | None:
        found = self._conditional.read(path)
        return found[0] if found else None

    def swap(self, path: str, content: bytes, expected: bytes | None) -> bool:
        found = self._conditional.read(path)
        if (found[0] if found else None) != expected:
            return False
        if self._conditional.write(path, content, found[1] if found else None):
            return True
        # An answer that was lost on its way looks as if somebody else had written.
        return self.read_if_there(path) == content

    def point(self, path: str, target: str, expected: str | None) -> bool:
        return self.swap(path, target.encode(), expected.encode() if expected is not None else None)

    def pointed(self, path: str) -> str | None:
        return self.read(path).decode() if self.exists(path) else None

    @contextlib.contextmanager
    def new_folder(self, path: str) -> Iterator[Callable[[str, bytes], None]]:
        yield lambda name, content: self.replace(f"{path}/{name}", content)

    def remove_partials(self) -> None:
        """Nothing: what a store has not taken whole it has not taken."""

    def remove_folder(self, path: str) -> None:
        if self.exists(path):
            self.filesystem.delete_dir(self.full(path))

    @functools.cached_property
    def _conditional(self) -> ConditionalStore:
        from storage.conditional import ConditionalStore  # noqa: PLC0415  (only who writes to a store needs it)

        return ConditionalStore(self.location, self.filesystem, self.prefix)


def open_root(location: str | os.PathLike[str] | None = None) -> DataRoot:
    """Opens a data root.

    Args:
        location: A folder, or the address of a prefix in an object store (`s3://bucket/prefix`); by default the
            environment's `NIANBAO_DATA`, else `./data`.

    Raises:
        StorageError: The address names no kind of store that is known here, or the store does not answer.
    """
    name = os.fspath(location or os.environ.get(ENVIRONMENT_VARIABLE) or DEFAULT_LOCATION)
    if "://" not in name:
        return LocalRoot(pathlib.Path(name))
    try:
        filesystem, prefix = pyarrow.fs.FileSystem.from_uri(name)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise StorageError(
            f"cannot be opened as a data root: {error}",
            where=name,
            remedy="Give a folder, or an address such as s3://bucket/prefix.",
        ) from error
    if isinstance(filesystem, pyarrow.fs.LocalFileSystem):
        return LocalRoot(pathlib.Path(prefix))
    return ObjectRoot(name, filesystem, prefix)


def _opened(path: pathlib.Path) -> BinaryIO:
    """Opens a new file; its folder is made if it is missing, which is rare."""
    try:
        return path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


def _sync_file(path: pathlib.Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(path: pathlib.Path) -> None:
    """Makes a new name durable, where the system lets a folder be opened."""
    if os.name == "posix":
        _sync_file(path)

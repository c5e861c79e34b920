import errno
import os
import stat
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from srcgrad.cache import digest, load, sealed, store
from srcgrad.cache.disk import file_name

KEY = digest("key")
TEXT = "def f_grad(x, seed=1.0):\n    return x, seed\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")


def placed(name="f"):
    return Path(store(KEY, name, TEXT))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_store_then_load(directory):
    path = placed("f_grad")
    assert directory / f"f_grad_{KEY[:16]}.py" == path
    assert (str(path), sealed(KEY, TEXT)) == load(KEY, "f_grad")
    assert path.read_text(encoding="utf-8") == sealed(KEY, TEXT)


def test_lines_of_what_is_loaded_are_lines_of_the_file(directory):
    store(KEY, "f_grad", TEXT)
    path, content = load(KEY, "f_grad")
    namespace = {}
    exec(compile(content, path, "exec"), namespace)
    line = namespace["f_grad"].__code__.co_firstlineno
    assert Path(path).read_text().splitlines()[line - 1].startswith("def f_grad")


def test_nothing_stored(directory):
    assert load(KEY, "f_grad") is None
    assert not directory.exists()


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_and_all_new_directories_are_private(tmp_path, monkeypatch, umask):
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path / "a" / "b"))
    before = os.umask(umask)
    try:
        path = placed()
    finally:
        os.umask(before)
    assert (0o600, 0o700, 0o700) == (mode(path), mode(tmp_path / "a" / "b"), mode(tmp_path / "a"))
    assert load(KEY, "f") is not None


def test_off(directory, monkeypatch):
    store(KEY, "f", TEXT)
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    assert load(KEY, "f") is None
    assert store(KEY, "g", TEXT) is None
    assert len(list(directory.iterdir())) == 1


@pytest.mark.parametrize("length", [0, 1, 40, -1])
def test_truncated(directory, length):
    path = placed()
    path.write_bytes(path.read_bytes()[:length])
    assert load(KEY, "f") is None
    assert placed() == path
    assert load(KEY, "f") is not None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode(), id="no header"),
        pytest.param(sealed(KEY, TEXT).replace("seed", "sead").encode(), id="changed"),
        pytest.param(sealed(KEY, TEXT).encode() + b"import os\n", id="continued"),
        pytest.param(sealed(digest("other"), TEXT).encode(), id="another key"),
        pytest.param(sealed(KEY[:16] + "0" * 48, TEXT).encode(), id="a key that begins alike"),
        pytest.param(b"\xff\xfe\x00", id="not UTF-8"),
    ],
)
def test_damaged_and_foreign_content(directory, content):
    path = placed()
    path.write_bytes(content)
    assert load(KEY, "f") is None


@posix
@pytest.mark.parametrize("bits", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write(directory, bits):
    placed().chmod(bits)
    assert load(KEY, "f") is None


@posix
@pytest.mark.parametrize("bits", [0o770, 0o707, 0o1777])
def test_a_directory_that_others_can_write(directory, bits):
    store(KEY, "f", TEXT)
    directory.chmod(bits)
    assert load(KEY, "f") is None
    assert store(digest("more"), "g", TEXT) is None
    assert len(list(directory.iterdir())) == 1


@posix
def test_another_owner(directory, monkeypatch):
    store(KEY, "f", TEXT)
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert load(KEY, "f") is None
    assert store(digest("more"), "g", TEXT) is None


@posix
def test_another_owner_of_the_file_alone(directory, monkeypatch):
    path = placed()
    fstat = os.fstat

    def foreign(descriptor):
        status = list(fstat(descriptor))
        status[stat.ST_UID] += 1
        return os.stat_result(status)

    monkeypatch.setattr(os, "fstat", foreign)
    assert load(KEY, "f") is None
    assert path.exists()


@posix
def test_a_symbolic_link_is_not_followed(directory, tmp_path):
    path = placed()
    target = tmp_path / "elsewhere.py"
    path.rename(target)
    path.symlink_to(target)
    assert load(KEY, "f") is None
    store(KEY, "f", TEXT)
    assert not path.is_symlink()
    assert load(KEY, "f") is not None


@posix
def test_a_pipe_does_not_block(directory):
    path = placed()
    path.unlink()
    os.mkfifo(path, 0o600)
    assert load(KEY, "f") is None


def test_a_directory_in_the_file_s_place(directory):
    path = placed()
    path.unlink()
    path.mkdir()
    assert load(KEY, "f") is None
    assert store(KEY, "f", TEXT) is None
    assert [path] == list(directory.iterdir())


def test_a_file_in_the_directory_s_place(directory):
    directory.write_text("not a directory")
    assert store(KEY, "f", TEXT) is None
    assert load(KEY, "f") is None


def failing(code):
    def function(*args, **kwargs):
        raise OSError(code, os.strerror(code))

    return function


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("call", ["open", "replace", "mkdir"])
def test_a_disk_that_refuses(directory, monkeypatch, code, call):
    """Nothing is written, nothing is left, and what was there before stays."""
    if call != "mkdir":
        store(KEY, "f", "old = 1\n")
    monkeypatch.setattr(os, call, failing(code))
    assert store(KEY, "f", TEXT) is None
    monkeypatch.undo()
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(directory))
    if call == "mkdir":
        assert not directory.exists()
    else:
        assert sealed(KEY, "old = 1\n") == load(KEY, "f")[1]
        assert len(list(directory.iterdir())) == 1


def test_a_disk_that_fills_up_while_writing(directory, monkeypatch):
    store(KEY, "f", "old = 1\n")
    mkstemp = tempfile.mkstemp

    def full(*args):
        descriptor, name = mkstemp(*args)
        os.close(descriptor)
        return os.open(name, os.O_RDONLY), name  # on which every write fails

    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert store(KEY, "f", TEXT) is None
    assert sealed(KEY, "old = 1\n") == load(KEY, "f")[1]
    assert len(list(directory.iterdir())) == 1


def test_an_interrupt_leaves_no_half_file(directory, monkeypatch):
    def interrupted(*args):
        raise KeyboardInterrupt

    store(KEY, "f", "old = 1\n")
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store(KEY, "f", TEXT)
    assert len(list(directory.iterdir())) == 1


def test_reading_that_fails(directory, monkeypatch):
    store(KEY, "f", TEXT)
    monkeypatch.setattr(os, "open", failing(errno.EIO))
    assert load(KEY, "f") is None


def test_a_text_that_utf_8_cannot_hold(directory):
    assert store(KEY, "f", "x = '\ud800'\n") is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("f", "f"),
        ("<lambda>", "lambda"),
        ("../../etc/passwd", "etc_passwd"),
        ("a.b", "a_b"),
        ("größe", "gr_e"),
        ("", "function"),
        ("é\x00", "function"),
        ("n" * 300, "n" * 80),
    ],
)
def test_file_names(directory, name, stem):
    assert f"{stem}_{KEY[:16]}.py" == file_name(KEY, name)
    assert placed(name).parent == directory
    assert load(KEY, name) is not None


def write_and_read(number):
    """Store one of several texts under one key, and read what is there."""
    store(KEY, "f", f"x = {number % 3}\n" * 2000)
    found = load(KEY, "f")
    return found is not None and found[1].count("x = ") == 2000


def test_threads(directory):
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(write_and_read, range(200)))
    assert len(list(directory.iterdir())) == 1


def store_one(number):
    return write_and_read(number)


@pytest.mark.slow
def test_processes(directory):
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert all(pool.map(store_one, range(60)))
    assert len(list(directory.iterdir())) == 1

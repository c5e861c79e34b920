import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from srcgrad.cache import compiler_digest, digest
from srcgrad.cache.digest import _own_files, _version

sequences = st.lists(st.text(max_size=5), max_size=4)


@given(sequences, sequences)
def test_different_sequences_have_different_digests(a, b):
    assert (a == b) == (digest(*a) == digest(*b))


def test_a_part_that_looks_like_a_length():
    assert digest("1:a") != digest("a")
    assert digest("a1:b") != digest("a", "b")


def test_digest_is_stable():
    """Keys outlive the process, so what goes into the hash is fixed: each part with its length."""
    assert digest("a", "bc") == "5310a58788781ab25d5ad7c3f85035824b4eb7bdfa394e0ac2186271472b5492"


def test_lone_surrogates():
    assert re.fullmatch("[0-9a-f]{64}", digest("\ud800"))


def test_compiler_digest_is_the_same_in_another_process():
    code = "from srcgrad.cache import compiler_digest; print(compiler_digest())"
    output = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert compiler_digest() == output.stdout.decode().strip()


def test_own_files_see_bytes_and_names(tmp_path):
    (tmp_path / "stage").mkdir()
    file = tmp_path / "stage" / "one.py"
    file.write_bytes(b"a = 1\n")
    first = _own_files(tmp_path)
    assert _own_files(tmp_path) == first
    file.write_bytes(b"a = 2\n")
    second = _own_files(tmp_path)
    file.rename(tmp_path / "stage" / "two.py")
    third = _own_files(tmp_path)
    assert len({tuple(first), tuple(second), tuple(third)}) == 3


def test_what_cannot_be_known_is_never_shared(tmp_path):
    assert _own_files(tmp_path) != _own_files(tmp_path)
    assert _version("no-such-distribution-of-ours") != _version("no-such-distribution-of-ours")

"""Every exception class of the package can be copied, pickled and raised in another process."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from pkgutil import walk_packages

import pytest

import beian_segments
from beian_segments import SegmentError, TableError
from beian_segments.cli.facts import CaseFileError
from beian_segments.cli.localized import Misuse, Refused
from beian_segments.columns.classification import NotUTF8Error
from beian_segments.columns.files import FileError

ERRORS: list[Exception] = [
    SegmentError("segment-not-listed", {"segment": "192"}),
    TableError("must be true or false", file="segments.csv", line=3, column="published"),
    CaseFileError("line 1, column 2: is not JSON"),
    Refused("--file goes with --column"),
    Misuse("give numbers, - or --file"),
    NotUTF8Error(),
    FileError(Path("numbers.csv"), "has 3 cells, not the header's 2", 7),
]
IDS = [type(error).__name__ for error in ERRORS]


def classes() -> Iterator[type]:
    for module in walk_packages(beian_segments.__path__, "beian_segments."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == module.name:
                    yield value


def throw(error: Exception) -> None:
    raise error


def same(*errors: BaseException) -> bool:
    first, second = ((type(error), str(error), error.args, vars(error)) for error in errors)
    return first == second


def test_every_exception_class_is_tried_here() -> None:
    public = {error for error in classes() if not error.__name__.startswith("_")}
    assert public == {type(error) for error in ERRORS}


@pytest.mark.parametrize("error", ERRORS, ids=IDS)
def test_an_exception_survives_pickle_and_copy(error: Exception) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert same(error, pickle.loads(pickle.dumps(error, protocol)))  # noqa: S301 - made here
    assert same(error, copy.copy(error))
    assert same(error, copy.deepcopy(error))


def test_an_exception_raised_in_another_process_arrives_whole() -> None:
    with get_context("spawn").Pool(1) as pool:
        results = [pool.apply_async(throw, [error]) for error in ERRORS]
        for error, result in zip(ERRORS, results, strict=True):
            with pytest.raises(type(error)) as caught:
                result.get(timeout=60)
            assert same(error, caught.value)

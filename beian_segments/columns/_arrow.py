"""Arrow arrays: their types, their buffers as NumPy arrays, and their way through the kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beian_segments.columns import _kernel
from beian_segments.columns._kernel import Lookup
from beian_segments.columns.lists import FLOAT_ADVICE, NO_NUMBER


def is_number_type(kind: Any) -> bool:
    """Whether a type is one of texts, of integers, or of nulls alone."""
    is_ = pa.types
    is_text = is_.is_string(kind) or is_.is_large_string(kind) or is_.is_string_view(kind)
    return bool(is_text or is_.is_integer(kind) or is_.is_null(kind))


def check_type(kind: Any) -> None:
    """Refuse a type that numbers do not come in; of a dictionary, the type of its values counts.

    Raises:
        TypeError: says which type, and what to do.
    """
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    if is_number_type(value):
        return
    hint = ""
    if pa.types.is_floating(value):
        hint = FLOAT_ADVICE
    elif pa.types.is_binary(value) or pa.types.is_large_binary(value) or pa.types.is_fixed_size_binary(value):
        hint = "; decode the bytes to text first"
    raise TypeError(f"a column of numbers must hold texts or integers, not {kind}{hint}")


def checked(array: Any) -> Any:
    """An array of a type that numbers come in; raises as :func:`check_type`."""
    check_type(array.type)
    return array


def map_chunks(array: Any, function: Callable[[Any], Any], result: Any) -> Any:
    """What a function gives for an array, or for each chunk of one; ``result`` is the type that it gives.

    Of a dictionary, each value is computed once and its result given to all rows that have it.
    """
    if isinstance(array, pa.ChunkedArray):
        return pa.chunked_array([map_chunks(chunk, function, result) for chunk in array.chunks], type=result)
    if pa.types.is_dictionary(array.type):
        return map_chunks(array.dictionary, function, result).take(array.indices)
    return function(array)


def booleans(array: Any, lookup: Lookup) -> Any:
    """Booleans for an array of texts or integers, with its nulls; the lookup's answers are 0 and 1."""
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), pa.bool_())
    return with_nulls_of(array, answers(array, lookup))


def with_nulls_of(array: Any, truth: Any) -> Any:
    """A boolean array of 0 and 1 and the nulls of another array, whose bitmap it shares."""
    validity = array.buffers()[0]
    # The bitmap may begin in the middle of a byte; so must the values then.
    whole, odd = divmod(array.offset, 8) if validity else (0, 0)
    if odd:
        truth = np.concatenate([np.zeros(odd, truth.dtype), truth])
    bits = pa.py_buffer(np.packbits(truth.view(np.bool_), bitorder="little"))
    buffers = [validity and validity.slice(whole), bits]
    return pa.Array.from_buffers(pa.bool_(), len(array), buffers, offset=odd)


def answers(array: Any, lookup: Lookup) -> Any:
    """The lookup's answers to an array of texts or integers; to a null, any."""
    if pa.types.is_integer(array.type):
        return _kernel.of_integers(_integers(array), lookup)
    found = np.empty(len(array), lookup.by_nibbles.dtype)
    for start, block in views(array):
        found[start : start + len(block)] = _kernel.of_views(words(block), lookup)
    return found


def views(array: Any) -> Iterator[tuple[int, Any]]:
    """A text array as arrays of string views without nulls, each with the row that it begins at.

    Block by block, so that the 16 bytes a row are never there for a whole column, and stay in the cache.
    """
    if pa.types.is_string_view(array.type):
        yield 0, array
        return
    width = 8 if pa.types.is_large_string(array.type) else 4
    for start in range(0, len(array), _kernel.BLOCK):
        count = min(_kernel.BLOCK, len(array) - start)
        _, offsets, characters = array.buffers()
        # Not by slice(): to cast a slice, Arrow casts all rows of its parent that stand before it.
        offsets = offsets.slice((array.offset + start) * width, (count + 1) * width)
        block = pa.Array.from_buffers(array.type, count, [None, offsets, characters or pa.py_buffer(b"")])
        yield start, recast(block, pa.string_view())


def recast(block: Any, kind: Any) -> Any:
    """A block of texts in another text type.

    Views and 32-bit offsets reach two gigabytes. Texts of a large array that lie beyond are copied first.
    """
    try:
        return block.cast(kind)
    except (pa.ArrowCapacityError, pa.ArrowInvalid):
        return copied(block).cast(kind)


def copied(block: Any) -> Any:
    """A copy of a slice that shares no buffer with its parent."""
    return pa.concat_arrays([block, block.slice(0, 0)])


def take(array: Any, at: Any) -> Any:
    """Rows of an array of texts or integers; Arrow has no ``take`` for string views."""
    if pa.types.is_string_view(array.type):
        array = array.cast(pa.large_string())
    return array.take(pa.array(at))


def rows_at(array: Any, at: Any) -> Any:
    """Rows of an array of texts or integers that are not null, as an array without string views."""
    if not pa.types.is_string_view(array.type):
        return array.take(pa.array(at))
    # Only the views are taken, and what they point to is copied by the cast.
    chosen = pa.py_buffer(np.take(words(array), at, axis=0))
    return pa.Array.from_buffers(array.type, len(at), [None, chosen, *array.buffers()[2:]]).cast(pa.large_string())


def words(view: Any) -> Any:
    """The 64-bit words of an array of string views, two in a row."""
    if not len(view):
        return np.empty((0, 2), np.uint64)
    return np.frombuffer(view.buffers()[1], np.uint64).reshape(-1, 2)[view.offset : view.offset + len(view)]


def text_buffers(array: Any) -> tuple[Any, Any]:
    """Where each text of an array begins and the last one ends, and their bytes; no array of string views."""
    if not len(array):
        return np.zeros(1, np.int64), np.empty(0, np.uint8)
    _, offsets, characters = array.buffers()
    dtype = np.int64 if pa.types.is_large_string(array.type) else np.int32
    starts = np.frombuffer(offsets, dtype)[array.offset : array.offset + len(array) + 1]
    return starts - starts[0], np.frombuffer(characters or b"", np.uint8)[starts[0] : starts[-1]]


def is_utf8(array: Any) -> bool:
    """Whether all texts of an array without nulls and string views are UTF-8, which Arrow does not check.

    They are if their bytes are in one piece, and no text begins within a character.
    """
    starts, data = text_buffers(array)
    whole = pa.Array.from_buffers(
        pa.large_string(), 1, [None, pa.py_buffer(np.array([0, len(data)])), pa.py_buffer(data)]
    )
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    first = data[starts[:-1][starts[:-1] < starts[1:]]]
    return not ((first & 0xC0) == 0x80).any()


def _integers(array: Any) -> Any:
    """The values of an integer array as 64 bits, signed or not; of a null, any."""
    if array.type.bit_width < 64:
        array = array.cast(pa.int64())
    if not len(array):
        return np.empty(0, np.int64)
    dtype = np.uint64 if pa.types.is_uint64(array.type) else np.int64
    return np.frombuffer(array.buffers()[1], dtype)[array.offset : array.offset + len(array)]


def texts(array: Any) -> Any:
    """An array as texts; an integer as its decimal digits, a negative one as a text that is no number."""
    if pa.types.is_integer(array.type):
        negative = pc.less(array, pa.scalar(0, array.type))  # pyright: ignore[reportAttributeAccessIssue]  # made on import
        return pc.if_else(negative, NO_NUMBER, array.cast(pa.string()))  # pyright: ignore[reportAttributeAccessIssue]
    return array


def null_mask(array: Any) -> Any:
    """Which rows of an array are null, as NumPy booleans."""
    if pa.types.is_null(array.type):
        return np.ones(len(array), np.bool_)
    validity = array.buffers()[0]
    return np.zeros(len(array), np.bool_) if validity is None else ~_bits(validity, array)


def truth(array: Any) -> Any:
    """The values of a boolean array as NumPy booleans; of a null, any."""
    if isinstance(array, pa.ChunkedArray):
        return np.concatenate([np.empty(0, np.bool_), *map(truth, array.chunks)])
    return _bits(array.buffers()[1], array) if len(array) else np.empty(0, np.bool_)


def _bits(buffer: Any, array: Any) -> Any:
    """A buffer of an array's bits, one a row; many times as quick as Arrow's own to_numpy."""
    whole, odd = divmod(array.offset, 8)
    stored = np.frombuffer(buffer, np.uint8)[whole:]
    return np.unpackbits(stored, count=odd + len(array), bitorder="little")[odd:].view(np.bool_)

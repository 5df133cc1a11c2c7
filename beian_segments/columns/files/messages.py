"""The sentence of each row, for people who read the file: that of ``SegmentReport.message``."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beian_segments.columns import _arrow
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

__all__ = ["with_messages"]

# Their sentences name the country or the kind of the number.
_BY_TEXT = (Verdict.NOT_MAINLAND, Verdict.NOT_MOBILE)


def with_messages(column: Any, answers: Any, validator: SegmentValidator, lang: str) -> Any:
    """The answers to a column with one column more, ``message``; null for null.

    Args:
        column: the numbers as they were given, an Arrow array.
        answers: the table that ``classified`` gave for it.
        validator: the one that gave it.
        lang: the language of the sentences.

    Raises:
        ValueError: the language is not known.
    """
    # A recovered number is asked about, and not the text that it was found in.
    asked = pc.coalesce(answers["number"].combine_chunks(), _texts(column))  # pyright: ignore[reportAttributeAccessIssue]  # made on import
    verdict, damage, segment = (_codes(answers[name]) for name in ("verdict", "damage", "segment"))
    kinds = (verdict * (damage.max(initial=0) + 1) + damage) * (segment.max(initial=0) + 1) + segment
    _, first, which = np.unique(kinds, return_index=True, return_inverse=True)
    # Rows of one kind have one sentence, but for those with more in it than verdict, damage and segment.
    has_number = answers["number"].combine_chunks().is_valid().to_numpy(zero_copy_only=False)
    of_verdict = answers["verdict"].combine_chunks().cast(pa.string())
    by_text = pc.is_in(of_verdict, pa.array([str(each) for each in _BY_TEXT])).to_numpy(zero_copy_only=False)  # pyright: ignore[reportAttributeAccessIssue]  # likewise
    alone = np.flatnonzero((by_text & (damage == 0)) | (has_number & (segment == 0)))
    distinct = asked.take(pa.array(alone)).dictionary_encode()
    texts = [*asked.take(pa.array(first)).to_pylist(), *distinct.dictionary.to_pylist()]
    sentences = [None if text is None else validator.check(text).message(lang) for text in texts]
    which = which.astype(np.int32)
    which[alone] = len(first) + distinct.indices.to_numpy()
    said = pa.array(sentences, pa.string()).take(pa.array(which))
    return answers.append_column("message", said.dictionary_encode())


def _texts(column: Any) -> Any:
    rows = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    return _arrow.recast(rows, pa.string())


def _codes(words: Any) -> Any:
    """The words of a column as numbers, 0 for none."""
    coded = words.combine_chunks()
    return coded.indices.cast(pa.int64()).fill_null(-1).to_numpy() + 1

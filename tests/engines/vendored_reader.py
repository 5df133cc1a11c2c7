"""What a service writes that takes along the data folder and nothing else: a second implementation, without packages.

``python -I -S vendored_reader.py FOLDER`` reads ``[[type, input], …]`` as JSON and prints the answers as the vectors
have them.
"""

import csv
import html
import json
import re
import sys
import tomllib
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

Answer = dict[str, Any]


class Reader:
    """The published files of a folder, as functions."""

    def __init__(self, folder: Path) -> None:
        with (folder / "segments.csv").open(encoding="utf-8", newline="") as lines:
            self.rows = {row["prefix"]: row for row in csv.DictReader(lines)}
        whole = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
        self.carrier_of = {names["label"]: code for code, names in whole["carriers"].items()}
        self.wide_use = whole["wide_use"]
        self.portal = json.loads((folder / "findings.json").read_text(encoding="utf-8"))["portal"]
        self.writings = tomllib.loads((folder / "writings.toml").read_text(encoding="utf-8"))
        self.separators = {kind: _characters(ranges) for kind, ranges in self.writings["separators"].items()}
        # What each character of the grammar stands for: a separator for a space, for a bracket if it may
        # stand at joints only, for a dot if at all joints or none; the others for their ASCII form.
        self.inside = self.writings["inside"]
        marks = {" ": "anywhere", "(": "at_joints", ".": "at_all_joints_or_none"}
        mark_of = {kind: mark for mark, place in marks.items() for kind in self.inside[place]}
        self.known = {character: mark_of[kind] for kind, each in self.separators.items() for character in each}
        for character in "0123456789+:":
            self.known[character] = self.known[chr(ord(character) + 0xFEE0)] = character
        self.known |= {form: letter for letter in "tel" for form in (letter, letter.upper())}

    def folded(self, text: str) -> str:
        """A text with the strongest mark of each run of separators, and a question mark for what no writing has."""
        known = "".join(self.known.get(character, "?") for character in text)
        return re.sub("[ (.]+", lambda run: max(run[0], key=" (.".index), known)

    def number(self, text: str) -> Answer:
        """The answer to a vector of the group ``number``."""
        blank = not text.strip(self.separators["white_space"] + self.separators["invisible"])
        folded = self.folded(text)
        verdict, digits = ("empty", "") if blank else self._read(re.sub("[ (.]", " ", folded))
        if verdict is None and not self._placed(folded[folded.index("1") :]):
            verdict = "not-a-number"
        answer: Answer = {"verdict": verdict, "number": None, "segment": None, "published": None, "caveats": []}
        if verdict is None:
            row = self._row(digits)
            listed = bool(row and row["published"] == "true")
            answer |= {"verdict": "supported" if listed else "segment-not-listed", "number": digits}
            if row:
                answer |= {"segment": row["prefix"], "published": listed, "caveats": self._caveats(row)}
        return answer

    def _read(self, text: str) -> tuple[str | None, str]:
        """A refusal, or None and the number."""
        form = re.fullmatch(r" ?(?:tel: ?)?(\+|00)? ?([0-9 ]*)", text)
        if not form or not re.search("[0-9]", text):
            return "not-a-number", ""
        introduction, rest, digits = form[1], form[2], form[2].replace(" ", "")
        if introduction is None or rest.startswith("86"):
            return self._national(re.sub("^86" if introduction else "^0? ?86(?= ?0? ?1)", "", rest))
        if digits.startswith(("0", "86")):
            return ("not-mobile" if digits[0] + introduction == "000" else "not-a-number"), ""
        return ("too-short" if "86".startswith(digits) else "not-mainland"), ""

    def _national(self, rest: str) -> tuple[str | None, str]:
        digits = re.sub("^ ?0", "", rest).replace(" ", "")
        wanted: int = self.writings["length"]
        if not self._on_the_way(digits[:2]) and (not digits.startswith("1") or len(digits) <= wanted):
            return "not-mobile", ""
        if len(digits) != wanted:
            return ("too-short" if len(digits) < wanted else "too-long"), ""
        return None, digits

    def _placed(self, number: str) -> bool:
        """Whether each separator in a number, or in the beginning of one, stands where it may."""
        gaps = dict(enumerate(re.findall("[0-9]([ (.]?)", number), start=1))
        joints, typed = self.inside["joints"], len(gaps)
        gaps.pop(self.writings["length"], None)
        with_dots = gaps.get(joints[0]) == "."
        return not any(
            (gap == "." or at < typed) and (gap == ".") != with_dots if at in joints else gap in "(." and gap
            for at, gap in gaps.items()
        )

    def _on_the_way(self, digits: str) -> bool:
        """Whether a mobile number may begin with these digits."""
        return len(digits) <= self.writings["length"] and any(
            lead.startswith(digits) or digits.startswith(lead) for lead in self.writings["leads"]
        )

    def _row(self, digits: str) -> dict[str, str] | None:
        """The row with the longest prefix that the digits begin with."""
        found = (self.rows.get(digits[:length]) for length in range(len(digits), 0, -1))
        return next((row for row in found if row), None)

    def _caveats(self, row: dict[str, str]) -> list[str]:
        printed, above = self.carrier_of.get(row["published_carrier"]), self._row(row["prefix"][:-1])
        caveats = {
            "carrier-label-differs": printed and row["carrier"] and printed != row["carrier"],
            row["service"]: row["service"] != "mobile",
            "extrapolated": len(row["prefix"]) > 3 and above and above["published"] == row["published"],
            "low-confidence": row["confidence"] == "low",
            "wide-use": row["published"] == "false" and row["prefix"][:3] in self.wide_use,
        }
        return [caveat for caveat, holds in caveats.items() if holds]

    def as_you_type(self, text: str) -> Answer:
        """The answer to a vector of the group ``as_you_type``."""
        folded = self.folded(text)
        plain = re.sub("[ (.]", " ", folded)
        typed = re.fullmatch(r" ?(?:tel: ?)?(?:(?:(?:\+|00|0) ?)?86 ?)?(?:0 ?)?(1[0-9 ]*)?", plain)
        digits = (typed[1] or "").replace(" ", "") if typed else ""
        if not (typed or _unfinished().fullmatch(plain)) or not (
            self._on_the_way(digits) and (not digits or self._placed(folded[folded.index("1") :]))
        ):
            return {"status": "invalid", "segment": None}
        row, words = self._row(digits), self._words(digits)
        status = "possible" if len(words) > 1 else "supported" if "true" in words else "not-listed"
        return {"status": status, "segment": row and row["prefix"]}

    def _words(self, digits: str) -> set[str]:
        """What the list says of the numbers that begin with these digits: ``true``, ``false`` or both."""
        if any(len(prefix) > len(digits) and prefix.startswith(digits) for prefix in self.rows):
            longer = (f"{digits}{digit}" for digit in range(10))
            return set().union(*(self._words(each) for each in longer if self._on_the_way(each)))
        row = self._row(digits)
        return {row["published"] if row else "false"}

    def portal_message(self, said: str | int) -> Answer:
        """The answer to a vector of the group ``portal_message``: the only message whose words are among these."""
        polite, found, numeral = self.portal["polite_words"], [], str(said).strip()
        letters, greeting = (self._letters(text, polite) for text in (str(said), self.portal["greeting"]))
        for message in self.portal["message"]:
            texts = [message[key] for key in ("text", "short") if key in message]
            forms = {self._letters(text, words) for text in texts for words in (polite, polite[-1:])}
            older = [self._letters(each["text"], polite) for each in message.get("older", [])]
            forms |= {word + form for form in older for word in self.portal["older_after"]}
            whole = self.folded(numeral) == str(message["status"]) or letters.replace(greeting, "") in older
            if whole or any(form in letters for form in forms):
                found.append({"status": message["status"], "code": message["code"]})
        return found[0] if len(found) == 1 else {"status": None, "code": None}

    def _letters(self, text: str, polite: list[str]) -> str:
        """The letters of a text without HTML, in one width, case and script, without variants and what is denied."""
        text = unicodedata.normalize("NFKC", html.unescape(re.sub("</?[A-Za-z][^<>]*>", "", text))).casefold()
        letters = re.sub(r"[\W_]", "", text)
        none, variants = ((word, "") for word in polite), (variant[::-1] for variant in self.portal["variants"])
        for word, other in (*self.portal["traditional"], *none, *variants):
            letters = letters.replace(word, other)
        return re.sub(f"(?:{'|'.join(self.portal['denied_after'])}).", "", letters)


@cache
def _unfinished() -> re.Pattern[str]:
    """All beginnings of what may stand before a number."""
    ways = []
    for pieces in product(("t e l :_", ""), (r"\+_", "0 0_", "0_", ""), ("8 6_",)):
        way = ""
        for piece in reversed(" ".join(pieces).split()):
            way = f"(?:{piece}{way})?"
        ways.append(way.replace("_", " ?"))
    return re.compile(f" ?(?:{'|'.join(ways)})")


def _characters(ranges: str) -> str:
    ends = (part.split("-") for part in ranges.split())
    return "".join(chr(code) for low, *high in ends for code in range(int(low, 16), int((high or [low])[0], 16) + 1))


if __name__ == "__main__":
    reader = Reader(Path(sys.argv[1]))
    print(json.dumps([getattr(reader, kind)(said) for kind, said in json.load(sys.stdin)]))

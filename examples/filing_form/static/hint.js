"use strict";
// Shows while typing what the number can still become. The list and the grammar are in the page as data; nothing is
// sent. Without this script the server answers when the form is submitted.

/** A function from the text typed so far to {status, start}: what beian_segments.match_prefix says of it. */
function reader({ listed, leads, length, scheme, country, separators, joints, anywhere, paired }) {
  const s = `[${separators}]*`;
  const introduction = `(?:\\+|00|0)?${s}`;
  const beginning = `^${s}(?:${scheme}${s})?`;
  const beforeNumber = new RegExp(`${beginning}(?:${introduction}${country}${s})?(?:0${s})?(?=1|$)`, "iu");
  const onTheWay = new RegExp(`${beginning}(?:${introduction}${country[0]}|(?:\\+|00)${s})$`, "iu");
  const halfScheme = new RegExp(`^${s}(?:${[...scheme.slice(0, -1)].map((_, end) => scheme.slice(0, end + 1)).join("|")})$`, "iu");
  const number = new RegExp(`^(?:1[${separators}0-9]*)?$`, "u");
  const everywhere = new RegExp(`^[${anywhere}]*$`, "u");
  const dot = new RegExp(`[${paired}]`, "u");
  const deepest = Math.max(0, ...listed.map((prefix) => prefix.length));

  const overlaps = (prefixes, digits) => prefixes.some((prefix) => prefix.startsWith(digits) || digits.startsWith(prefix));
  const every = (digits) =>
    listed.some((prefix) => digits.startsWith(prefix)) ||
    (digits.length < deepest &&
      [..."0123456789"].map((digit) => digits + digit).filter((longer) => overlaps(leads, longer)).every(every));
  const statusOf = (digits) => (!overlaps(listed, digits) ? "not-listed" : every(digits) ? "supported" : "possible");

  // Brackets stand at the joints only, dots at all joints or at none; behind the last digit everything may stand.
  const placed = (number) => {
    const gaps = [...number.matchAll(/[0-9]([^0-9]*)/g)].map((after) => after[1]);
    const dotted = dot.test(gaps[joints[0] - 1] ?? "");
    return gaps.slice(0, length - 1).every((gap, at) => {
      if (!joints.includes(at + 1)) return everywhere.test(gap);
      const typed = at + 1 < gaps.length;
      return dot.test(gap) ? dotted : !(dotted && typed);
    });
  };

  return (raw) => {
    const text = raw.replace(/[０-９：＋]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
    if (halfScheme.test(text) || onTheWay.test(text)) return { status: "possible", start: "" };
    const before = beforeNumber.exec(text);
    const rest = before && text.slice(before[0].length);
    const digits = rest === null ? "" : rest.replace(/[^0-9]/g, "");
    if (rest === null || !number.test(rest) || digits.length > length || !placed(rest) || !overlaps(leads, digits)) {
      return { status: "invalid", start: "" };
    }
    // The fewest digits that decide it.
    const status = statusOf(digits);
    let end = 0;
    while (statusOf(digits.slice(0, end)) !== status) end += 1;
    return { status, start: digits.slice(0, end) };
  };
}

const { words, ...facts } = JSON.parse(document.getElementById("hint-data").textContent);
const read = reader(facts);
const field = document.getElementById("phone");
const hint = document.getElementById("phone-hint");

function show() {
  const { status, start } = read(field.value);
  const told = words[status].replace("{start}", start);
  // A screen reader then says each sentence once.
  if (hint.textContent !== told) hint.textContent = told;
  hint.dataset.status = status;
}

field.addEventListener("input", show);
// A verdict on the page says the same.
if (!document.querySelector(".notice, .error")) show();

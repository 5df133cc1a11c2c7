// Shows while typing what the number can still become, by the module of beian_segments; nothing is sent. Without this
// script the server answers when the form is submitted.

import { matchPrefix } from "../beian-segments.mjs";

/** What the text typed so far can still become, and the fewest digits of the number that decide it. */
export function read(text) {
  const { status } = matchPrefix(text);
  if (status === "possible" || status === "invalid") return { status, start: "" };
  const digits = text.normalize("NFKC").replace(/[^0-9]/g, "");
  // Before the number there are only 0, 8 and 6.
  const first = digits.indexOf("1");
  let end = first + 1;
  while (matchPrefix(digits.slice(first, end)).status !== status) end += 1;
  return { status, start: digits.slice(first, end) };
}

const words = JSON.parse(document.getElementById("hint-words").textContent);
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

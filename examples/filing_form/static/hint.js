// Shows while typing what the number can still become, by the module of beian_segments; nothing is sent. Without this
// script the server answers when the form is submitted.

import { checkSegment, matchPrefix } from "../beian-segments.mjs";

const words = JSON.parse(document.getElementById("hint-words").textContent);

/** What the text typed so far can still become, the fewest digits of the number that decide it, and what to know. */
export function read(text) {
  const { status, segment } = matchPrefix(text);
  if (status === "possible" || status === "invalid") return { status, start: "", notes: [] };
  // The digits of a segment may have finer segments beneath them; those of the table differ in nothing that is noted.
  const { caveats } = segment === null ? { caveats: [] } : checkSegment(segment.padEnd(11, "0"));
  const notes = caveats.filter((caveat) => caveat in words.caveat);
  if (notes.length > 0) return { status, start: segment, notes };
  const digits = text.normalize("NFKC").replace(/[^0-9]/g, "");
  // Before the number there are only 0, 8 and 6.
  const first = digits.indexOf("1");
  let end = first + 1;
  while (matchPrefix(digits.slice(first, end)).status !== status) end += 1;
  return { status, start: digits.slice(first, end), notes };
}

const field = document.getElementById("phone");
const hint = document.getElementById("phone-hint");

function show() {
  const { status, start, notes } = read(field.value);
  const told = [words.status[status].replace("{start}", start), ...notes.map((caveat) => words.caveat[caveat])];
  const text = told.join(document.documentElement.lang === "en" ? " " : "");
  // A screen reader then says each sentence once.
  if (hint.textContent !== text) hint.textContent = text;
  hint.dataset.status = status === "supported" && notes.length > 0 ? "caution" : status;
}

/** The answer of the server is about another number than the one that is being typed. */
function retire() {
  document.getElementById("answer")?.classList.replace("supported", "earlier");
  document.getElementById("answer")?.classList.replace("caution", "earlier");
  for (const told of document.querySelectorAll("#refusal, .error")) told.remove();
  field.classList.remove("caution");
  field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", "phone-help phone-hint");
}

field.addEventListener("input", () => {
  retire();
  show();
});
// An answer on the page says the same.
if (!document.querySelector(".notice, .error")) show();

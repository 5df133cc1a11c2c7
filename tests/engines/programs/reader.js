// A service's own reader of segments.json, which the command line names: it needs nothing else.
"use strict";
const { readFileSync } = require("node:fs");
const { number_length, segments } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const rows = new Map(segments.map((row) => [row.prefix, row]));
const isNumber = new RegExp(`^[0-9]{${number_length}}$`);

function longest(digits) {
  const lengths = [...digits].map((_, i) => digits.length - i);
  return lengths.map((n) => rows.get(digits.slice(0, n))).find((row) => row);
}
exports.check = (text) => {
  const row = isNumber.test(text) && longest(text);
  return row ? [row.published ? "supported" : "segment-not-listed", row.prefix] : null;
};
exports.typed = (digits) => {
  const row = longest(digits) ?? null, below = segments.filter(({ prefix }) => prefix.startsWith(digits));
  const words = new Set([...(row ? [row] : []), ...below].map(({ published }) => published));
  const status = words.size === 2 ? "possible" : words.has(true) ? "supported" : "not-listed";
  return words.size && digits.length <= number_length ? [status, row && row.prefix] : ["invalid", null];
};

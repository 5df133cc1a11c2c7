// The protocol is told in tests/engines/matching.py; the argument is the pattern's flags.
"use strict";
const lines = require("node:fs").readFileSync(0, "utf8").split("\n").slice(0, -1);
const patterns = [];
for (const line of lines) {
  const said = Buffer.from(line.slice(2), "base64").toString("utf8");
  if (line[0] === "p") patterns.push(new RegExp(said, process.argv[2]));
  else console.log(patterns.map((pattern) => Number(pattern.test(said))).join(""));
}

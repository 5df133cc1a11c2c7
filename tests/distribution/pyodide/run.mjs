// node run.mjs PROGRAM WHEEL…: run a Python program in Pyodide, with the wheels unpacked and nothing fetched.
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [program, ...wheels] = process.argv.slice(2);
const pyodide = await loadPyodide();
for (const wheel of wheels) {
  pyodide.unpackArchive(Uint8Array.from(readFileSync(wheel)), "whl");
}
console.log(pyodide.runPython(readFileSync(program, "utf-8")));

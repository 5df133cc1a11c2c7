// What a user writes, compiled with `tsc --strict`; a line that must be refused says so.
import {
  checkSegment,
  DATA_VERSION,
  isSupportedSegment,
  matchPrefix,
  type Caveat,
  type Damage,
  type PrefixMatch,
  type SegmentReport,
  type Verdict,
} from "./beian-segments.mjs";

const report: SegmentReport = checkSegment("13800138000");
const stored: string | null = report.number;
const asked: boolean = isSupportedSegment("138");
const said: string = report.message() + report.message("en");
const day: string = DATA_VERSION;
const typed: PrefixMatch = matchPrefix("138");

const hints: Record<PrefixMatch["status"], string> = {
  supported: "",
  possible: "",
  "not-listed": "",
  invalid: "",
};

export function field(text: string): { value: string } | { error: string; verdict: Verdict; damage: Damage | null } {
  const { verdict, number, damage, message } = checkSegment(text);
  if (verdict === "supported") return { value: number };
  return { error: message("zh"), verdict, damage };
}

export function answer(report: SegmentReport): [string, string] {
  if (report.verdict === "supported") return [report.number, report.segment];
  if (report.verdict === "segment-not-listed") return [report.number, report.segment ?? "no row"];
  const refusal: { number: null; segment: null } = report;
  return [report.damage ?? report.verdict, `${refusal.number}`];
}

export function canonical(text: string): string {
  const found = checkSegment(text);
  return found.number === null ? `${found.damage satisfies Damage | null}` : found.number;
}

export function note(caveat: Caveat): string | undefined {
  return caveat === "satellite" ? hints[typed.status] : undefined;
}

// @ts-expect-error a number of JavaScript is no text
checkSegment(13800138000);
// @ts-expect-error a report may have no number
report.number.length;
// @ts-expect-error only a refused text is damaged
report.verdict === "supported" && report.damage.length;
// @ts-expect-error a number that is not listed may have no row
report.verdict === "segment-not-listed" && report.segment.length;
// @ts-expect-error no such verdict
report.verdict === "unsupported";
// @ts-expect-error a report does not change
report.damage = null;
// @ts-expect-error caveats are there to be read
report.caveats.push("mvno");

export { asked, day, said, stored };

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
  if (verdict === "supported" && number !== null) return { value: number };
  return { error: message("zh"), verdict, damage };
}

export function note(caveat: Caveat): string | undefined {
  return caveat === "satellite" ? hints[typed.status] : undefined;
}

// @ts-expect-error a number of JavaScript is no text
checkSegment(13800138000);
// @ts-expect-error a report may have no number
report.number.length;
// @ts-expect-error no such verdict
report.verdict === "unsupported";
// @ts-expect-error a report does not change
report.damage = null;
// @ts-expect-error caveats are there to be read
report.caveats.push("mvno");

export { asked, day, said, stored };

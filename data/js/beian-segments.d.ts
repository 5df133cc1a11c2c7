// Generated from data/ by python -m tools.build: do not edit. CC0-1.0.

/**
 * Whether the segment (号段) of a mainland China mobile number is on the published list of those that receive MIIT's
 * filing SMS, without a server: what `beian_segments` answers in Python, for every text of `vectors.json` and any other.
 *
 * Four things are Python's alone: the region of a foreign number and the kind of one that is not mobile, which
 * libphonenumber knows, so that the sentences without them are used; `find_numbers`, although its rules decide the
 * damages `several-numbers` and `text-around` here too; the sentences for caveats, which `segments.json` has as
 * `caveats[code].zh` and `.en`; and a table of one's own.
 *
 * ECMAScript 2020. The damages are found with lookbehind assertions: Chrome and Edge 62, Firefox 78, Safari 16.4. Where
 * they are missing `damage` is always null, and the sentence is that of the verdict.
 *
 * @packageDocumentation
 */

/** The answer to a text: the first that applies, in this order. */
export type Verdict =
  | "empty"
  | "not-a-number"
  | "not-mainland"
  | "not-mobile"
  | "too-short"
  | "too-long"
  | "segment-not-listed"
  | "supported";

/** What the digits typed so far can still become: every completion is listed, some, none; or there is no completion. */
export type PrefixStatus =
  | "supported"
  | "possible"
  | "not-listed"
  | "invalid";

/** How a refused text is broken: the first that applies, in this order. */
export type Damage =
  | "masked"
  | "scientific"
  | "decimal"
  | "thousands"
  | "ip-address"
  | "text-guard"
  | "extension"
  | "several-numbers"
  | "foreign-grouping"
  | "text-around";

/** What to know about a segment besides the verdict. */
export type Caveat =
  | "carrier-label-differs"
  | "mvno"
  | "iot"
  | "data-card"
  | "satellite"
  | "unallocated"
  | "extrapolated"
  | "low-confidence"
  | "wide-use";

/** What the answer to any text has. */
interface AnyReport {
  /** In the order of the type. */
  readonly caveats: readonly Caveat[];
  /**
   * A sentence for the person who entered the number, without digits of it but those of its segment.
   *
   * @param lang a language tag: `zh` (the default), `zh-CN`, `en`, `en-US`
   * @throws {RangeError} the language is neither Chinese nor English
   */
  message(lang?: string): string;
}

/** The answer to a number whose segment is listed. */
export interface SupportedReport extends AnyReport {
  readonly verdict: "supported";
  /** The number in canonical form, eleven ASCII digits. */
  readonly number: string;
  /** The prefix of the longest row of the table that the number begins with. */
  readonly segment: string;
  readonly damage: null;
}

/** The answer to a number whose segment is not listed. */
export interface UnlistedReport extends AnyReport {
  readonly verdict: "segment-not-listed";
  /** The number in canonical form, eleven ASCII digits. */
  readonly number: string;
  /** The prefix of the longest row of the table that the number begins with; null without a row. */
  readonly segment: string | null;
  readonly damage: null;
}

/** The answer to a text that is no mobile number of the mainland. */
export interface RefusedReport extends AnyReport {
  readonly verdict: Exclude<Verdict, "supported" | "segment-not-listed">;
  readonly number: null;
  readonly segment: null;
  /** How the text is broken, where that is known; its sentence then says what to do about just that. */
  readonly damage: Damage | null;
}

/**
 * The whole answer to one text: `verdict` tells which, and `number === null` whether it was refused. It has the whole
 * number: mask it before it goes into a log.
 */
export type SegmentReport = SupportedReport | UnlistedReport | RefusedReport;

/** What a field can still become. */
export interface PrefixMatch {
  readonly status: PrefixStatus;
  /** The prefix of the longest row typed so far, or null. */
  readonly segment: string | null;
}

/** The day of the last change to the table, `2026-01-31`. */
export const DATA_VERSION: string;

/**
 * Whether a text is a mobile number, in any accepted writing, whose segment is listed.
 *
 * @throws {TypeError} the argument is not a string; names its type only
 */
export function isSupportedSegment(text: string): boolean;

/**
 * The whole answer to a text; every string has one.
 *
 * @throws {TypeError} the argument is not a string; names its type only
 */
export function checkSegment(text: string): SegmentReport;

/**
 * What a field as typed so far can still become: for a hint while someone types. Takes the raw text.
 *
 * @throws {TypeError} the argument is not a string; names its type only
 */
export function matchPrefix(text: string): PrefixMatch;

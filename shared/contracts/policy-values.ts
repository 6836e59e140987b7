import { pattern } from './primitives.ts';

/** Percents stay as they are written, so that a stored document is the document that was sent. */
export const Share = /* @__PURE__ */ pattern(
  /^(?:100(?:\.0{1,6})?|(?:0|[1-9]\d?)(?:\.\d{1,6})?)$/,
  'must be a decimal string from "0" to "100" with at most 6 decimals, such as "12.5"',
);

/** Of residues: what is larger is no residue any more. */
export const SmallShare = /* @__PURE__ */ pattern(
  /^(?:20(?:\.0{1,6})?|1?\d(?:\.\d{1,6})?)$/,
  'must be a decimal string from "0" to "20" with at most 6 decimals, such as "5"',
);

export const Increase = /* @__PURE__ */ pattern(
  /^(?:0|[1-9]\d{0,3})(?:\.\d{1,6})?$/,
  'must be a decimal string from "0" to "9999" with at most 6 decimals, such as "50"',
);

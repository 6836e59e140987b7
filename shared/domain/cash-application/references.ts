import type { BankEntry } from './bank-entry.ts';

/** Something in a booking that may be the id of an invoice or of a customer. */
export interface Candidate {
  readonly id: string;
  /** It stands where an id is expected, or looks like nothing else: not a word that happens to be one. */
  readonly isStrong: boolean;
  /** What the payer says to have paid of it, in minor units. */
  readonly minorUnits: bigint | null;
}

/** Enough for the longest remittance; what a booking may cost in reads is bounded by it. */
const MAX_CANDIDATES = 60;
/** More than any bank carries; what is behind it in a hostile file is not looked at. */
const LONGEST_TEXT = 4_000;
const MOST_STRUCTURED = 50;
const ID = /^[A-Za-z0-9._:-]{1,64}$/;
const NO_ID_CHARACTER = /[^A-Za-z0-9._:-]+/;
const EDGE = /^[._:-]+|[._:-]+$/g;

/** Words after which the number of an invoice comes, in the languages of our customers' banks. */
const announces =
  /^(?:inv(?:oice)?|rechnung(?:s?nr|snummer)?|rech|rg|rgnr|re|rnr|fact(?:ure|uur|ura)?|fakt(?:ura)?|fatt(?:ura)?|bill|doc(?:ument)?|beleg(?:nr)?|nr|no|num(?:ber|mer|ero)?|n|kundennr|kd|kdnr|customer|client|klant(?:nr)?)$/i;

/** A word that is hardly there by chance: letters and digits, or many digits. */
const isDistinctive = (id: string): boolean =>
  /\d/.test(id) && ((id.length >= 4 && /[A-Za-z]/.test(id)) || id.length >= 7 || (id.length >= 6 && /[._:-]/.test(id)));

/** Dates and amounts stand in every remittance. */
const isCommonNumber = (id: string): boolean =>
  /^\d{1,2}[.-]\d{1,2}[.-](?:\d{2}|\d{4})?$/.test(id) ||
  /^(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?$/.test(id) ||
  /^\d+\.\d{2}$/.test(id);

/** Ways in which the same number is written: with other case, without leading zeros, with its label glued to it. */
const spellings = (word: string): string[] => {
  const bare = word.replace(EDGE, '');
  const afterLabel = bare.replace(/^(?:[A-Za-z]+[.:]+)+/, '');
  return [word, bare, afterLabel].flatMap((one) => [
    one,
    one.toUpperCase(),
    one.toLowerCase(),
    one.replace(/^0+(?=\d)/, ''),
  ]);
};

/** The number in a creditor reference: `RF18 INV-4711` without its check digits; an ISR or QR number without its last. */
const ofCreditorReference = (reference: string): string[] => {
  const compact = reference.replace(/\s+/g, '');
  const rf = /^RF\d{2}(.+)$/i.exec(compact)?.[1];
  const checked = /^\d{15,27}$/.test(compact) ? compact.slice(0, -1) : undefined;
  return [compact, ...(rf === undefined ? [] : [rf]), ...(checked === undefined ? [] : [checked])];
};

/** The id under which a document is kept whose number has characters that an id may not have. */
export const asIdentifier = (number: string): string =>
  number
    .trim()
    .replace(/[^A-Za-z0-9._:-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);

const candidate =
  (isStrong: boolean, minorUnits: bigint | null = null) =>
  (id: string): Candidate => ({
    id,
    isStrong,
    minorUnits,
  });

const inStructured = ({ structured }: BankEntry): Candidate[] =>
  structured
    .slice(0, MOST_STRUCTURED)
    .flatMap(({ reference, minorUnits }) =>
      [asIdentifier(reference), ...ofCreditorReference(reference)].flatMap(spellings).map(candidate(true, minorUnits)),
    );

/** Whole words only: `INV-1` is not found in `INV-10`. */
const inText = (text: string): Candidate[] => {
  const words = text
    .slice(0, LONGEST_TEXT)
    .split(NO_ID_CHARACTER)
    .filter((word) => word.replace(EDGE, '') !== '');
  return words.flatMap((word, index) => {
    const before = (words[index - 1] ?? '').replace(EDGE, '');
    const bare = word.replace(EDGE, '');
    const isAnnounced = announces.test(before) || /^[A-Za-z]+[.:]/.test(bare);
    const isStrong = /\d/.test(bare) && !isCommonNumber(bare) && (isAnnounced || isDistinctive(bare));
    // A number that is written in two words: `INV 4711`, `018304 / 28865`.
    const areParts = /\d/.test(bare) && ![before, bare].some(isCommonNumber);
    const looksLikeOne = /\d/.test(before) || /^[A-Z]{1,6}$/.test(before);
    const joined = before !== '' && areParts ? [`${before}-${bare}`, `${before}${bare}`] : [];
    return [
      ...spellings(word).map(candidate(isStrong)),
      ...joined.flatMap(spellings).map(candidate(looksLikeOne && isDistinctive(`${before}${bare}`))),
    ];
  });
};

const distinct = (candidates: readonly Candidate[]): Candidate[] => {
  const known = new Map<string, Candidate>();
  for (const one of candidates) {
    if (!ID.test(one.id)) continue;
    const before = known.get(one.id);
    if (!before || (one.isStrong && !before.isStrong)) known.set(one.id, one);
  }
  return [...known.values()];
};

/** A number that the payer gave the transfer is often that of the invoice, but just as often one of the payer's own. */
const inReferences = ({ references }: BankEntry): Candidate[] =>
  references.flatMap((reference) => spellings(reference).map(candidate(isDistinctive(reference))));

/** What may be an id in a booking, the surest first; `reading` says which of its texts is taken. */
export const candidatesOf = (entry: BankEntry, reading = 0): Candidate[] =>
  distinct([...inStructured(entry), ...inText(entry.texts[reading] ?? ''), ...inReferences(entry)]).slice(
    0,
    MAX_CANDIDATES,
  );

import { joinedWords } from '../bank/remittance.ts';
import type { Field } from './fields.ts';

/** `:86:`: what the bank tells of the line before it. */
export interface Information {
  /** The transaction code of German banks (`166`), empty elsewhere. */
  readonly code: string;
  /** Named parts of the text: `EREF`, `SVWZ`, `NAME`, `IBAN`, ... */
  readonly parts: ReadonlyMap<string, string>;
  /** Remittance text in its readings. */
  readonly texts: readonly string[];
  readonly name: string | null;
  readonly account: string | null;
}

/** Characters of a full line of `:86:`, and of a full subfield. */
const FULL_LINE = 65;
const FULL_SUBFIELD = 27;

const STRUCTURED = /^(\d{3})([^\p{L}\p{N}\s])(?=\d{2})/u;
const PURPOSE = /^(?:2\d|6[0-3])$/;

/** `EREF+...` in the purpose of German banks. */
const PLUS_KEY =
  /(?:^|(?<=[^A-Z]))(?:(EREF|KREF|MREF|BREF|RREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|OAMT|COAM|PURP|RTRN)\+|(MTLG):) ?/g;
/** `/EREF/...` in the text of Dutch and other banks. */
const SLASH_KEY =
  /\/(TRTP|EREF|KREF|PREF|RREF|MARF|CSID|CNTP|ORDP|BENM|NAME|IBAN|BIC|ADDR|REMI|RTRN|RTYP|ISDT|PURP|ULTD|ULTC|INIT|OCMT|TRCD|ID|SVCL|CHGS|EXCH)\//g;

const bySeparator = (text: string, key: RegExp): { before: string; parts: Map<string, string> } => {
  const matches = [...text.matchAll(key)];
  const parts = new Map<string, string>();
  for (const [index, match] of matches.entries()) {
    const value = text.slice(match.index + match[0].length, matches[index + 1]?.index ?? text.length);
    const name = match[1] ?? match[2] ?? '';
    if (!parts.has(name)) parts.set(name, value.trim().replace(/\/+$/, ''));
  }
  return { before: text.slice(0, matches[0]?.index ?? text.length).trim(), parts };
};

const ACCOUNT = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/;

const structured = (code: string, separator: string, text: string): Information => {
  const subfields = text.split(separator).map((one) => [one.slice(0, 2), one.slice(2)] as const);
  const values = (wanted: RegExp): string[] => subfields.filter(([id]) => wanted.test(id)).map(([, value]) => value);
  const readings = joinedWords(values(PURPOSE), FULL_SUBFIELD).map((reading) => bySeparator(reading, PLUS_KEY));
  const [first] = readings;
  const texts = readings.map(({ before, parts }) => [before, parts.get('SVWZ') ?? ''].join(' ').trim());
  const name = joinedWords(values(/^3[23]$/), FULL_SUBFIELD)[0] || first?.parts.get('ABWA') || null;
  const account = values(/^31$/)[0]?.trim() || first?.parts.get('IBAN')?.split(/\s/)[0] || null;
  return { code, parts: first?.parts ?? new Map(), texts: [...new Set(texts)], name, account };
};

/** `/REMI/USTD//text` and `/REMI/STRD/CUR/reference` say first what follows. */
const remittance = (value: string): string =>
  value
    .replace(/^(?:USTD|STRD(?:\/(?:CUR|ISO))?)?\/+/, '')
    .replace(/\/+$/, '')
    .trim();

const unstructured = (text: string): Information => {
  const slashed = bySeparator(text, SLASH_KEY);
  const { before, parts } = slashed.parts.size > 0 ? slashed : bySeparator(text, PLUS_KEY);
  const [partyAccount, , partyName] = (parts.get('CNTP') ?? '').split('/');
  const account = parts.get('IBAN') || (ACCOUNT.test(partyAccount ?? '') ? partyAccount : null) || null;
  const stated = parts.get('REMI') ?? parts.get('SVWZ');
  const texts = [before, stated === undefined ? '' : remittance(stated)].join(' ').trim();
  const name = (parts.get('NAME') || partyName || parts.get('ORDP')?.replace(/^\/+(?:NAME\/)?/, ''))
    ?.replace(/\/+$/, '')
    .trim();
  return { code: '', parts, texts: [texts], name: name || null, account };
};

/** Reads the information in the dialects of the German, Dutch and other banks; what is in none of them is text. */
export const readInformation = (field: Field | undefined): Information => {
  const lines = field?.lines ?? [];
  // Subfields begin anywhere: the ends of lines only break them.
  const [whole = ''] = [lines.join('')];
  const [, code, separator] = STRUCTURED.exec(whole) ?? [];
  if (code !== undefined && separator !== undefined) return structured(code, separator, whole.slice(code.length + 1));
  const readings = joinedWords(lines, FULL_LINE).map(unstructured);
  const [first] = readings;
  if (!first) return { code: '', parts: new Map(), texts: [''], name: null, account: null };
  return { ...first, texts: [...new Set(readings.flatMap(({ texts }) => texts))] };
};

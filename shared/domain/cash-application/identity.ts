import { createHash } from 'node:crypto';
import type { BankEntry } from './bank-entry.ts';

/** A booking with the id that it has in every file in which it stands. */
export interface IdentifiedEntry extends BankEntry {
  readonly id: string;
}

const HASH_DIGITS = 20;
const READABLE_CHARACTERS = 40;

const plain = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A number or reference without blanks, case and punctuation, for comparison. */
export const comparable = plain;

const hash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_DIGITS);

/**
 * What makes a booking the one that it is. With a reference of the bank: that one, so that the notification (camt.054) and
 * the statement (camt.053) of a booking are known as one. Else everything that the file says of it.
 */
const fingerprint = (entry: BankEntry): readonly unknown[] => {
  const { account, amount, bankReference, counterparty, date, kind, part } = entry;
  const money = [kind, plain(account), amount.currency, `${amount.minorUnits}`, plain(part)];
  if (bankReference !== null) return ['reference', plain(bankReference), ...money];
  const stated = [...entry.references, ...entry.structured.map(({ reference }) => reference)].map(plain);
  return ['content', date, plain(entry.texts[0] ?? ''), stated, plain(counterparty.account ?? ''), ...money];
};

/** The reference, so far as it may stand in an id, for the person who looks for it. */
const readable = ({ bankReference, date }: BankEntry): string =>
  (bankReference ?? date).replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, READABLE_CHARACTERS);

/**
 * Gives each booking its id, which is that of the payment it becomes. Two that are the same in everything within one
 * statement are two payments, told apart by their order; the same in another statement is the same booking again.
 */
export const identify = (entries: readonly BankEntry[]): IdentifiedEntry[] => {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const print = fingerprint(entry);
    const place = JSON.stringify([entry.statement, print]);
    const before = seen.get(place) ?? 0;
    seen.set(place, before + 1);
    return { ...entry, id: `${readable(entry)}.${hash(before === 0 ? print : [...print, before])}` };
  });
};

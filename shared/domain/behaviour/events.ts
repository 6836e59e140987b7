import { type BusinessDate, daysBetween } from '../../dates.ts';
import { fromMoneyJson, type Money, type MoneyJson } from '../../money.ts';
import type { HistoryEntry, Json, JsonObject } from '../history/entry.ts';
import { addMonths, type BehaviourByMonth, eventsInMonth, lostInMonth, nothingHappened } from './months.ts';
import { isResidue, largestResidue } from './residues.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const eventsIn = ({ events }: JsonObject): readonly JsonObject[] =>
  Array.isArray(events) ? events.filter(isObject) : [];

/** Kept in part is not kept. */
const isBrokenPromise = ({ outcome, type }: JsonObject): boolean =>
  type === 'PromiseEnded' && (outcome === 'BROKEN' || outcome === 'PARTLY_KEPT');

/** Approved, or taken where the strategy asks nobody. */
const isHandoff = ({ kind, needsApproval, type }: JsonObject): boolean =>
  type === 'HandoffApproved' || (type === 'StepTaken' && kind === 'LEGAL_HANDOFF' && needsApproval === undefined);

/** The day of the handoff that an event or a write-off goes back to. */
const handedOverOnOf = ({ handedOverOn }: JsonObject): BusinessDate | null =>
  typeof handedOverOn === 'string' ? handedOverOn : null;

/** A handoff that came back is no default any more, in the month that it was one of. Entries of old do not say which. */
const handoffsTakenBack = (events: readonly JsonObject[]): BehaviourByMonth =>
  events
    .flatMap((event) => (event['type'] === 'HandoffReturned' ? (handedOverOnOf(event) ?? []) : []))
    .map((day) => eventsInMonth(day, { defaults: -1 }))
    .reduce(addMonths, nothingHappened);

const moneyOf = (json: Json | undefined): Money | null =>
  isObject(json) ? fromMoneyJson(json as unknown as MoneyJson) : null;

/**
 * Whether a write-off is a default: by it, at least half of the invoice's amount has been lost, and more than the largest
 * residue of the built-in rules, and before it less was. An invoice is one at most. Entries of old do not say how large the
 * invoice was: they were counted, each.
 */
const isDefault = ({ invoiceAmount, writtenOff, writtenOffBefore }: JsonObject): boolean => {
  const amount = moneyOf(invoiceAmount);
  if (amount === null) return true;
  const before = moneyOf(writtenOffBefore)?.minorUnits ?? 0n;
  const lost = before + (moneyOf(writtenOff)?.minorUnits ?? 0n);
  const isMuch = (sum: bigint): boolean => 2n * sum >= amount.minorUnits && sum > largestResidue(amount.currency);
  return isMuch(lost) && !isMuch(before);
};

/**
 * How late a written-off invoice was: to write it off does not make it any better. Residues are no late invoices, by the
 * built-in rules: what happened stays as it was counted, whatever the policy says by now. Entries of old do not say when
 * theirs was due.
 */
const lostBy = ({ dueOn, invoiceAmount, writtenOff }: JsonObject, on: BusinessDate): BehaviourByMonth => {
  const [amount, remaining] = [moneyOf(invoiceAmount), moneyOf(writtenOff)];
  if (amount === null || remaining === null || typeof dueOn !== 'string') return nothingHappened;
  return isResidue({ amount, remaining }) ? nothingHappened : lostInMonth(on, daysBetween(dueOn, on));
};

/**
 * What an entry of the history adds besides paid invoices: promises broken, disputes opened, payments that bounced,
 * defaults, and how late what was written off had been. A payment that is taken back in several parts counts with the last
 * of them. What is lost of a case that was handed over is the default of that month, also if the handoff comes back later.
 * @param on the business date of the entry.
 */
export const eventsOfEntry = (
  { data, kind }: Pick<HistoryEntry, 'kind' | 'data'>,
  on: BusinessDate,
): BehaviourByMonth => {
  switch (kind) {
    case 'DisputeOpened':
      return eventsInMonth(on, { disputes: 1 });
    case 'PaymentReversed':
      return eventsInMonth(on, { bounces: 1 });
    case 'ReceivableWrittenOff':
      return addMonths(
        eventsInMonth(handedOverOnOf(data) ?? on, { defaults: isDefault(data) ? 1 : 0 }),
        lostBy(data, on),
      );
    case 'CollectionCaseOpened':
    case 'CollectionCaseChanged': {
      const events = eventsIn(data);
      const brokenPromises = events.filter(isBrokenPromise).length;
      const defaults = events.filter(isHandoff).length;
      return addMonths(eventsInMonth(on, { brokenPromises, defaults }), handoffsTakenBack(events));
    }
    default:
      return nothingHappened;
  }
};

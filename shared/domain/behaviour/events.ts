import type { BusinessDate } from '../../dates.ts';
import { fromMoneyJson, type MoneyJson } from '../../money.ts';
import type { HistoryEntry, Json, JsonObject } from '../history/entry.ts';
import { type BehaviourByMonth, eventsInMonth, nothingHappened } from './months.ts';

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

const minorUnitsOf = (money: Json | undefined): bigint =>
  isObject(money) ? fromMoneyJson(money as unknown as MoneyJson).minorUnits : 0n;

/**
 * Whether a write-off is a default: by it, at least half of the invoice's amount has been lost, and before it less was.
 * Residues that nobody chases are none, and an invoice is one at most. Entries of old do not say how large the invoice
 * was: they were counted, each.
 */
const isDefault = ({ invoiceAmount, writtenOff, writtenOffBefore }: JsonObject): boolean => {
  if (invoiceAmount === undefined) return true;
  const before = minorUnitsOf(writtenOffBefore);
  const isMost = (lost: bigint): boolean => 2n * lost >= minorUnitsOf(invoiceAmount);
  return isMost(before + minorUnitsOf(writtenOff)) && !isMost(before);
};

/**
 * What an entry of the history adds besides paid invoices: promises broken, disputes opened, payments that bounced,
 * defaults. A payment that is taken back in several parts counts with the last of them.
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
      return eventsInMonth(on, { defaults: isDefault(data) ? 1 : 0 });
    case 'CollectionCaseOpened':
    case 'CollectionCaseChanged': {
      const events = eventsIn(data);
      return eventsInMonth(on, {
        brokenPromises: events.filter(isBrokenPromise).length,
        defaults: events.filter(isHandoff).length,
      });
    }
    default:
      return nothingHappened;
  }
};

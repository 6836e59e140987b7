import type { BusinessDate } from '../../dates.ts';
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

/**
 * What an entry of the history adds besides paid invoices: promises broken, disputes opened, payments that bounced, debts
 * written off or handed to the lawyers. A payment that is taken back in several parts counts with the last of them.
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
      return eventsInMonth(on, { defaults: 1 });
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

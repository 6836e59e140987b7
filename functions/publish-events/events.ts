import {
  EVENT_SCHEMA_VERSION,
  type EventDetail,
  type EventType,
  type NoticeDetail,
} from '../../shared/contracts/events.ts';
import { businessDateOf } from '../../shared/dates.ts';
import { answerOf } from '../../shared/domain/credit-check/record.ts';
import type { HistoryEntry, Json, JsonObject } from '../../shared/domain/history/entry.ts';
import { formatMinorUnits } from '../../shared/money.ts';
import { newsOfCase } from './case-events.ts';
import { warningsOf } from './warning-events.ts';

/** An event of a customer, as it goes on the bus. */
export interface CustomerEvent {
  readonly type: EventType;
  readonly detail: EventDetail;
}

/** An event that is about no customer. */
export interface NoticeEvent {
  readonly type: EventType;
  readonly detail: NoticeDetail;
}

export type AnyEvent = CustomerEvent | NoticeEvent;

export const isOfCustomer = (event: AnyEvent): event is CustomerEvent => 'customerId' in event.detail;

/** What a decision was made on, and what a draft makes of it, stay in the history: nobody's business but the auditor's. */
const publicData = ({ data, kind }: HistoryEntry): JsonObject =>
  kind === 'CreditDecisionMade' ? answerOf(data) : data;

const eventOf = (entry: HistoryEntry): CustomerEvent => ({
  type: entry.kind,
  detail: {
    schemaVersion: EVENT_SCHEMA_VERSION,
    eventId: `${entry.customerId}#${entry.seq}`,
    customerId: entry.customerId,
    seq: entry.seq,
    at: entry.at,
    correlationId: entry.correlationId,
    by: entry.by,
    currency: entry.deltas.openReceivables.currency,
    deltas: entry.deltas,
    data: publicData(entry),
    hash: entry.hash,
  },
});

/**
 * Another event of the same entry, for those who care about nothing else. Its deltas are zero: the entry's own event
 * carries what it added, and a consumer that sums up must not count it twice.
 * @param name sets it apart from others of the same entry.
 */
const besides = ({ detail }: CustomerEvent, type: EventType, data: JsonObject, name: string = type): CustomerEvent => {
  const nothing = { amount: formatMinorUnits(0n, detail.currency), currency: detail.currency };
  return {
    type,
    detail: {
      ...detail,
      eventId: `${detail.eventId}#${name}`,
      deltas: { openReceivables: nothing, reservations: nothing, unappliedCash: nothing },
      data,
    },
  };
};

/** An invoice that was past due as it was posted, or about to be due, and that no daily run will come to any more. */
const dueFromTheStart = (entry: HistoryEntry, event: CustomerEvent): CustomerEvent[] => {
  const { amount, dueOn, fallingDue, invoiceId, pastDue } = entry.data;
  if (entry.kind !== 'ReceivablePosted') return [];
  const data = { invoices: [{ invoiceId, dueOn, remaining: amount }] } as JsonObject;
  if (pastDue === true) return [besides(event, 'ReceivableOverdue', data)];
  return fallingDue === true ? [besides(event, 'ReceivableFallingDue', data)] : [];
};

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The limit that fell with the grade, for those who keep limits and care for no grades. */
const limitFell = (entry: HistoryEntry, event: CustomerEvent): CustomerEvent[] => {
  const { limit, reason } = entry.data;
  if (entry.kind !== 'GradeChanged' || !isObject(limit)) return [];
  const bounded = (creditLimit: Json | undefined) => ({ creditLimit: creditLimit ?? null, unlimited: false });
  const data = { from: bounded(limit['from']), to: bounded(limit['to']), reason: reason ?? null };
  return [besides(event, 'CreditLimitChanged', data)];
};

/** Warnings of the same kind, of a limit of one's own and of a shared one, differ by whose it is. */
const warned = (entry: HistoryEntry, event: CustomerEvent): CustomerEvent[] =>
  warningsOf(entry).map(({ type, data, name }) => besides(event, type, data, name ?? type));

/** The events that a history entry is announced by, in the order in which they go out. */
export const eventsOf = (entry: HistoryEntry): readonly CustomerEvent[] => {
  const event = eventOf(entry);
  const ofCase = newsOfCase(entry).map(({ data, type }, index) => besides(event, type, data, `${type}-${index}`));
  return [event, ...limitFell(entry, event), ...warned(entry, event), ...dueFromTheStart(entry, event), ...ofCase];
};

/** A field above this is left out of an event that is too large: ids, amounts and dates stay. */
const LARGEST_FIELD_KEPT = 1_024;
const FIELDS_KEPT = 50;

/**
 * An event without the large fields of its data, and with the address at which the whole entry is read.
 * @param timeZone in which the API takes the dates of a history.
 */
export const trimEvent = (event: CustomerEvent, timeZone: string): CustomerEvent => {
  const { customerId, at, data } = event.detail;
  const fields = Object.entries(data);
  const kept = fields.filter(([, value]) => JSON.stringify(value).length <= LARGEST_FIELD_KEPT).slice(0, FIELDS_KEPT);
  const names = new Set(kept.map(([name]) => name));
  const day = businessDateOf(at, timeZone);
  return {
    ...event,
    detail: {
      ...event.detail,
      data: Object.fromEntries(kept),
      trimmed: {
        fields: fields
          .map(([name]) => name)
          .filter((name) => !names.has(name))
          .slice(0, FIELDS_KEPT),
        history: `/v1/customers/${encodeURIComponent(customerId)}/history?from=${day}&to=${day}`,
      },
    },
  };
};

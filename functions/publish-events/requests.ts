import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE } from '../../shared/contracts/events.ts';
import { type AnyEvent, isOfCustomer, trimEvent } from './events.ts';

/** An event on its way, and which record of the batch it comes from. */
export interface Outgoing {
  readonly recordIndex: number;
  /** Events about the same go out one after the other: the customer, or what a notice is about. */
  readonly about: string;
  readonly entry: PutEventsRequestEntry;
  readonly bytes: number;
}

/** Limits of one PutEvents: entries, and bytes of all of them together. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
/** What EventBridge counts for the time of an event. */
const TIME_BYTES = 14;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

const toEntry = ({ type, detail }: AnyEvent, busName: string): { entry: PutEventsRequestEntry; bytes: number } => {
  const text = JSON.stringify(detail);
  return {
    entry: { EventBusName: busName, Source: EVENT_SOURCE, DetailType: type, Time: new Date(detail.at), Detail: text },
    bytes: TIME_BYTES + bytesOf(EVENT_SOURCE) + bytesOf(type) + bytesOf(text),
  };
};

/** The event as EventBridge takes it; one that is too large goes without its large fields. */
export const toOutgoing = (
  event: AnyEvent,
  recordIndex: number,
  bus: { readonly name: string; readonly timeZone: string },
): Outgoing => {
  const about = isOfCustomer(event) ? event.detail.customerId : event.detail.eventId;
  const whole = toEntry(event, bus.name);
  const fits = whole.bytes <= MAX_BYTES || !isOfCustomer(event);
  return { recordIndex, about, ...(fits ? whole : toEntry(trimEvent(event, bus.timeZone), bus.name)) };
};

/**
 * Cuts events into requests, in their order. A customer has at most one event in a request: entries of one request are
 * accepted or not each on its own, and an event must not overtake one of its customer that was not.
 */
export const toRequests = (events: readonly Outgoing[]): readonly (readonly Outgoing[])[] => {
  const requests: Outgoing[][] = [];
  let open: Outgoing[] = [];
  for (const event of events) {
    const bytes = open.reduce((sum, other) => sum + other.bytes, event.bytes);
    const isTaken = open.some(({ about }) => about === event.about);
    if (open.length === MAX_ENTRIES || bytes > MAX_BYTES || isTaken) open = [];
    if (open.length === 0) requests.push(open);
    open.push(event);
  }
  return requests;
};

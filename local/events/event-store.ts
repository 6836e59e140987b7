import type { StateStore } from '../state/store.ts';

/** An event on a bus, in the shape in which rules see it, with the bus it was put on. */
export interface BusEvent {
  readonly id: string;
  readonly bus: string;
  readonly time: string;
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface EventQuery {
  readonly detailType?: string;
  readonly customerId?: string;
  readonly limit: number;
}

/** What was put on the buses; the newest are kept. */
export interface EventStore {
  readonly add: (event: BusEvent) => void;
  /** Newest first. */
  readonly find: (query: EventQuery) => readonly BusEvent[];
  readonly clear: () => void;
}

const KEPT_EVENTS = 10_000;

export const createEventStore = ({ database }: StateStore): EventStore => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS bus_events (
      position INTEGER PRIMARY KEY AUTOINCREMENT, detail_type TEXT NOT NULL, customer_id TEXT, event TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS bus_events_by_customer ON bus_events (customer_id, position)`);
  const insert = database.prepare('INSERT INTO bus_events (detail_type, customer_id, event) VALUES (?, ?, ?)');
  const trim = database.prepare('DELETE FROM bus_events WHERE position <= ?');
  const select = database.prepare(`
    SELECT event FROM bus_events
    WHERE (?1 IS NULL OR detail_type = ?1) AND (?2 IS NULL OR customer_id = ?2)
    ORDER BY position DESC LIMIT ?3`);
  return {
    add: (event) => {
      const { customerId } = event.detail;
      const owner = typeof customerId === 'string' ? customerId : null;
      const { lastInsertRowid } = insert.run(event.detailType, owner, JSON.stringify(event));
      trim.run(Number(lastInsertRowid) - KEPT_EVENTS);
    },
    find: ({ detailType, customerId, limit }) =>
      select.all(detailType ?? null, customerId ?? null, limit).map((row) => JSON.parse(String(row['event']))),
    clear: () => {
      database.exec('DELETE FROM bus_events');
    },
  };
};

import { asArray, asObject, asString } from '../json.ts';
import type { CustomerAudit } from './audit.ts';
import type { Meter } from './meter.ts';
import { readAll } from './read-all.ts';

/** What collections did in a replay. */
export interface CollectionsSummary {
  readonly dailyRuns: boolean;
  /** How often a case was opened, or opened again; customers that had one; how the cases stand at the end. */
  readonly cases: {
    readonly opened: number;
    readonly customers: number;
    readonly byStatus: Readonly<Record<string, number>>;
  };
  /** Steps that were taken, by what they are: messages, call tasks, escalations, handoffs. */
  readonly steps: Readonly<Record<string, number>>;
  readonly tasks: { readonly total: number; readonly byStatus: Readonly<Record<string, number>> };
  readonly promises: { readonly made: number; readonly kept: number; readonly broken: number };
  readonly holds: { readonly placed: number; readonly lifted: number };
  readonly handoffs: { readonly total: number; readonly byStatus: Readonly<Record<string, number>> };
  /** Orders that were referred because the customer was on hold; there may be other reasons besides. */
  readonly ordersOnHold: number;
}

/** Something that happened to a case, as the customer's history tells it. */
export interface CaseHappening {
  readonly at: string;
  readonly type: string;
  readonly text: string;
}

const TASK_STATUSES = ['OPEN', 'DONE', 'CANCELLED'];

/** What an entry of the history tells of a case. */
export const happeningsIn = (entry: unknown): readonly CaseHappening[] => {
  const { at, kind, data } = asObject(entry);
  if (kind !== 'CollectionCaseOpened' && kind !== 'CollectionCaseChanged') return [];
  const events = asArray(asObject(data)['events']).map(asObject);
  const told = events.map(({ type, text }) => ({ type: String(type), text: asString(text) ?? '' }));
  const opened = kind === 'CollectionCaseOpened' ? [{ type: 'CaseOpened', text: '' }] : [];
  return [...opened, ...told].map((event) => ({ ...event, at: String(at) }));
};

export interface CollectionsInput {
  readonly dailyRuns: boolean;
  readonly audits: readonly CustomerAudit[];
  readonly decisions: ReadonlyMap<string, string>;
  readonly meter: Meter;
}

/** Counts what the histories tell, and reads how cases, tasks and handoffs stand at the end. */
export const readCollections = async (input: CollectionsInput): Promise<CollectionsSummary> => {
  const { dailyRuns, audits, decisions, meter } = input;
  const happenings = audits.flatMap(({ collections }) => collections);
  const count = (type: string, part = ''): number =>
    happenings.filter((happening) => happening.type === type && happening.text.includes(part)).length;
  const [cases, handoffs, ...tasks] = await Promise.all([
    readAll(meter, 'list cases', '/v1/collection-cases'),
    readAll(meter, 'list handoffs', '/v1/legal-handoffs'),
    ...TASK_STATUSES.map((status) => readAll(meter, 'list tasks', '/v1/collection-tasks', { status })),
  ]);
  const steps = happenings
    .filter(({ type }) => type === 'StepTaken')
    .map(({ text }) => text.split(' about ')[0] ?? text);
  return {
    dailyRuns,
    cases: {
      opened: count('CaseOpened'),
      customers: audits.filter(({ collections }) => collections.length > 0).length,
      byStatus: countBy(cases.map(statusOf)),
    },
    steps: countBy(steps),
    tasks: { total: tasks.flat().length, byStatus: countBy(tasks.flat().map(statusOf)) },
    promises: {
      made: count('PromiseMade'),
      kept: count('PromiseEnded', 'was kept'),
      broken: count('PromiseEnded', 'was broken'),
    },
    holds: { placed: count('HoldPlaced'), lifted: count('HoldLifted') },
    handoffs: { total: handoffs.length, byStatus: countBy(handoffs.map(statusOf)) },
    ordersOnHold: [...decisions.values()].filter(isOnHold).length,
  };
};

const statusOf = (item: unknown): string => String(asObject(item)['status']);

/** Whether a decision names the credit hold among its reasons. */
export const isOnHold = (decision: string): boolean => decision.split(' ').includes('ON_HOLD');

/** The most frequent first. */
const countBy = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return Object.fromEntries(counts.toSorted(([, a], [, b]) => b - a));
};

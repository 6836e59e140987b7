import { type Behaviour, noBehaviour } from '../domain/behaviour/behaviour.ts';
import {
  addMonths,
  type BehaviourByMonth,
  lifetimeOf,
  type MonthBehaviour,
  nothingHappened,
} from '../domain/behaviour/months.ts';
import { unitsOr } from './attributes.ts';
import { keys } from './keys.ts';
import type { Item, Page, Table, Write } from './table.ts';

type Name = keyof Behaviour;

const amounts = ['paidAmount', 'paidAmountDaysLate'] as const satisfies readonly Name[];
const counts = [
  'invoicesPaid',
  'paidOnTime',
  'daysToPay',
  'daysLate',
  'daysEarly',
  'paidDisputed',
  'paidInDetail',
  'brokenPromises',
  'disputes',
  'bounces',
  'defaults',
] as const satisfies readonly Exclude<Name, (typeof amounts)[number]>[];

/** Shorter in the items of months, of which there are many. */
const inMonth: Partial<Record<Name, string>> = {
  invoicesPaid: 'n',
  paidOnTime: 'onTime',
  daysEarly: 'early',
  paidDisputed: 'disputed',
  paidInDetail: 'inDetail',
  paidAmount: 'amount',
  paidAmountDaysLate: 'amountDaysLate',
};

const LATE = /^late(\d+)$/;
const LOST = /^lost(\d+)$/;

const countsIn = (item: Item, pattern: RegExp): ReadonlyMap<number, number> =>
  new Map(
    Object.entries(item).flatMap(([name, value]) => {
      const late = pattern.exec(name)?.[1];
      return late !== undefined && value !== 0n ? [[Number(late), Number(value)] as const] : [];
    }),
  );

/** Items written before a sum was kept do not have it: it begins at zero. */
const toSums = (item: Item | undefined, nameOf: (name: Name) => string): Behaviour => {
  const sum = (name: Name): bigint => (item ? unitsOr(item, nameOf(name), 0n) : 0n);
  return {
    ...noBehaviour,
    ...(Object.fromEntries(counts.map((name) => [name, Number(sum(name))])) as Pick<
      Behaviour,
      (typeof counts)[number]
    >),
    ...(Object.fromEntries(amounts.map((name) => [name, sum(name)])) as Pick<Behaviour, (typeof amounts)[number]>),
  };
};

export const toBehaviour = (item: Item | undefined): Behaviour => toSums(item, (name) => name);

export const toBehaviourMonth = (item: Item): MonthBehaviour => {
  const lostBy = countsIn(item, LOST);
  return {
    ...toSums(item, (name) => inMonth[name] ?? name),
    lateBy: countsIn(item, LATE),
    ...(lostBy.size === 0 ? {} : { lostBy }),
  };
};

/** The sums over everything: one read. */
export const loadBehaviour = async (table: Table, customerId: string): Promise<Behaviour> =>
  toBehaviour(await table.get(keys.behaviour(customerId)));

/** The sums of the months from one to another, both inclusive, in which anything happened; the oldest first. */
export const loadBehaviourMonths = async (
  table: Table,
  customerId: string,
  from: string,
  to: string,
): Promise<BehaviourByMonth> => {
  const { pk, sk } = keys.behaviourMonth(customerId, from);
  const months = new Map<string, MonthBehaviour>();
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({
      partition: pk,
      from: sk,
      to: keys.behaviourMonth(customerId, to).sk,
      startAfter,
    });
    for (const item of page.items) months.set(String(item['sk']).slice('BEHAVIOUR#'.length), toBehaviourMonth(item));
    startAfter = page.next;
  } while (startAfter);
  return months;
};

type Addition = readonly [attribute: string, value: number | bigint];

/** Adds to the sums without reading them: two movements at a time add up. */
const addWrite = (table: Table, name: string, key: { pk: string; sk: string }, added: readonly Addition[]): Write[] => {
  const moved = added.filter(([, value]) => value !== 0 && value !== 0n);
  if (moved.length === 0) return [];
  return [
    {
      name,
      write: {
        Update: {
          TableName: table.name,
          Key: { ...key },
          UpdateExpression: `ADD ${moved.map(([attribute]) => `#${attribute} :${attribute}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(moved.map(([attribute]) => [`#${attribute}`, attribute])),
          ExpressionAttributeValues: Object.fromEntries(moved.map(([attribute, value]) => [`:${attribute}`, value])),
        },
      },
    },
  ];
};

const names: readonly Name[] = [...counts, ...amounts];

/**
 * Adds to the customer's sums, over everything and by month: one item and one for each month. Nothing is written where
 * there is nothing to add, nor read: what it costs does not depend on the history.
 */
export const behaviourWrites = (table: Table, customerId: string, ...changes: readonly BehaviourByMonth[]): Write[] => {
  const change = changes.reduce(addMonths, nothingHappened);
  const lifetime = lifetimeOf(change);
  return [
    ...addWrite(
      table,
      'behaviour',
      keys.behaviour(customerId),
      names.map((name) => [name, lifetime[name]]),
    ),
    ...[...change].flatMap(([month, sums]) =>
      addWrite(table, `behaviour ${month}`, keys.behaviourMonth(customerId, month), [
        ...names.map((name): Addition => [inMonth[name] ?? name, sums[name]]),
        ...[...sums.lateBy].map(([late, count]): Addition => [`late${late}`, count]),
        ...[...(sums.lostBy ?? [])].map(([late, count]): Addition => [`lost${late}`, count]),
      ]),
    ),
  ];
};

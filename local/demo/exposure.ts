import type { Answer } from '../client/api-client.ts';
import { moneyAt } from '../client/read.ts';
import { type Column, grouped } from '../terminal/text.ts';

const parts = [
  ['open receivables', 'exposure.openReceivables'],
  ['held for orders', 'exposure.reservations'],
  ['exposure', 'exposure.total'],
  ['available', 'available'],
  ['overdue', 'overdue.amount'],
] as const;

/** Columns and rows that set two answers of the same credit profile beside each other. */
export const exposureTable = (before: Answer, after: Answer): [readonly Column[], readonly (readonly string[])[]] => [
  [
    { title: moneyAt(after, 'exposure.total').currency },
    { title: 'before', align: 'right' },
    { title: 'after', align: 'right' },
  ],
  parts.map(([name, path]) => [name, ...[before, after].map((profile) => grouped(moneyAt(profile, path).amount))]),
];

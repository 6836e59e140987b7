import { createHash } from 'node:crypto';
import type { HistoryEntry } from '../../shared/domain/history/entry.ts';

/** RFC 8785 for what entries are made of (plain JSON with whole numbers), written apart from the code it checks. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
};

export const canonicalHash = ({ hash: _hash, ...entry }: HistoryEntry): string =>
  createHash('sha256').update(canonical(entry)).digest('hex');

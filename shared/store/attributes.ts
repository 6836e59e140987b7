import type { Money } from '../money.ts';
import type { Item } from './table.ts';

/**
 * Readers of stored attributes. An item that does not have the expected shape is a defect of ours, not of the caller,
 * and stops the request rather than being guessed at.
 */
const wrong = (item: Item, name: string, wanted: string): never => {
  throw new TypeError(`attribute '${name}' of ${String(item['pk'])} / ${String(item['sk'])} is not ${wanted}`);
};

export const text = (item: Item, name: string): string => {
  const value = item[name];
  return typeof value === 'string' ? value : wrong(item, name, 'a string');
};

export const textOrNull = (item: Item, name: string): string | null =>
  item[name] === undefined || item[name] === null ? null : text(item, name);

export const units = (item: Item, name: string): bigint => {
  const value = item[name];
  return typeof value === 'bigint' ? value : wrong(item, name, 'a whole number');
};

export const unitsOr = (item: Item, name: string, fallback: bigint): bigint =>
  item[name] === undefined ? fallback : units(item, name);

export const count = (item: Item, name: string): number => Number(units(item, name));

export const countOr = (item: Item, name: string, fallback: number): number =>
  item[name] === undefined ? fallback : count(item, name);

export const list = (item: Item, name: string): readonly Item[] => {
  const value = item[name] ?? [];
  return Array.isArray(value) ? (value as Item[]) : wrong(item, name, 'a list');
};

export const map = (item: Item, name: string): Item => {
  const value = item[name];
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Item)
    : wrong(item, name, 'a map');
};

export const moneyOf = (item: Item, amount = 'amount', currency = 'currency'): Money => ({
  minorUnits: units(item, amount),
  currency: text(item, currency),
});

/** Free-form JSON is stored as text, so that it comes back as it went in. */
export const json = <T>(item: Item, name: string): T => JSON.parse(text(item, name)) as T;

/** The attributes without those that are absent. */
export const present = (attributes: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && !isEmptyList(value)),
  );

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

import { fromMoneyJson, type Money, type MoneyJson, toMoneyJson } from '../money.ts';

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && typeof (value as Money).minorUnits === 'bigint';

const isMoneyJson = (value: unknown): value is MoneyJson =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as MoneyJson).amount === 'string' &&
  typeof (value as MoneyJson).currency === 'string';

/** A record as one JSON text, with amounts as they are written everywhere. */
export const toMoneyText = (record: unknown): string =>
  JSON.stringify(record, (_name, value: unknown) => (isMoney(value) ? toMoneyJson(value) : value));

/** The record that `toMoneyText` wrote. */
export const fromMoneyText = <T>(text: string): T =>
  JSON.parse(text, (_name, value: unknown) => (isMoneyJson(value) ? fromMoneyJson(value) : value)) as T;

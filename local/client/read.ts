import { isObject } from '../json.ts';
import { type Answer, CallProblem } from './api-client.ts';

/** An amount as the API writes it. */
export interface MoneyText {
  readonly amount: string;
  readonly currency: string;
}

/** What stands at a path such as `counterOffer.maxAmount`; list places are numbers. `undefined` where there is nothing. */
export const valueAt = (json: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)];
    return isObject(value) ? value[name] : undefined;
  }, json);

const missing = (answer: Answer, path: string, what: string): CallProblem =>
  new CallProblem(
    `The answer to ${answer.method} ${answer.path} has no ${what} at '${path}', but ${JSON.stringify(valueAt(answer.body, path))}.`,
  );

/** @throws CallProblem when there is no text at the path. */
export const textAt = (answer: Answer, path: string): string => {
  const value = valueAt(answer.body, path);
  if (typeof value !== 'string') throw missing(answer, path, 'text');
  return value;
};

/** @throws CallProblem when there is no number at the path. */
export const numberAt = (answer: Answer, path: string): number => {
  const value = valueAt(answer.body, path);
  if (typeof value !== 'number') throw missing(answer, path, 'number');
  return value;
};

/** @throws CallProblem when there is no list at the path. */
export const listAt = (answer: Answer, path: string): readonly unknown[] => {
  const value = valueAt(answer.body, path);
  if (!Array.isArray(value)) throw missing(answer, path, 'list');
  return value;
};

export const toMoney = (value: unknown): MoneyText | undefined =>
  isObject(value) && typeof value['amount'] === 'string' && typeof value['currency'] === 'string'
    ? { amount: value['amount'], currency: value['currency'] }
    : undefined;

/** @throws CallProblem when there is no amount at the path. */
export const moneyAt = (answer: Answer, path: string): MoneyText => {
  const value = toMoney(valueAt(answer.body, path));
  if (!value) throw missing(answer, path, 'amount');
  return value;
};

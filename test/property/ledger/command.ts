import fc from 'fast-check';
import type { Customer, Ledger } from './model.ts';
import { expectAgreement, instant, type Real } from './real.ts';

export type LedgerCommand = fc.AsyncCommand<Ledger, Real>;

/** Something that happens to the store and to the model alike; afterwards they must agree. */
export const command = (
  name: string,
  happen: (ledger: Ledger, real: Real) => Promise<void>,
  isPossible: (ledger: Readonly<Ledger>) => boolean = () => true,
): LedgerCommand => ({
  check: isPossible,
  run: async (ledger, real) => {
    real.desk.setTo(instant(ledger));
    await happen(ledger, real);
    await expectAgreement(ledger, real);
  },
  toString: () => name,
});

export const nth = <T>(things: Iterable<T>, index: number): T => {
  const list = [...things];
  const thing = list[index % list.length];
  if (thing === undefined) throw new Error('there is nothing to choose from');
  return thing;
};

export const customerAt = (ledger: Ledger, index: number): Customer => nth(ledger.customers.values(), index);

export const index = () => fc.nat({ max: 1_000 });
export const cents = () => fc.integer({ min: 1, max: 400_00 });
export const currency = () =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('EUR' as const) },
    { weight: 1, arbitrary: fc.constant('USD' as const) },
  );

export const nextId = (ledger: Ledger, prefix: string): string => {
  ledger.count += 1;
  return `${prefix}-${ledger.count}`;
};

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../local/prediction/evaluate.ts';
import type { LedgerInvoice } from '../../../local/prediction/ledger.ts';
import { observe } from '../../../local/prediction/observe.ts';
import { addDays } from '../../../shared/dates.ts';
import { predictLateness } from '../../../shared/domain/prediction/predict.ts';
import { kinds } from './kinds.ts';
import { makeUp } from './made-up-ledgers.ts';

const invoice = (customerId: string, issuedOn: string, dueOn: string, paidOn: string | null): LedgerInvoice => ({
  ...{ customerId, issuedOn, dueOn, paidOn },
  amount: 100,
});

describe('what is known when an invoice is issued', () => {
  it('should be what was settled on a day before', () => {
    const { paid: observations } = observe([
      invoice('a', '2024-01-01', '2024-01-31', '2024-02-10'),
      invoice('a', '2024-01-05', '2024-02-04', '2024-02-04'),
      invoice('a', '2024-02-04', '2024-03-05', '2024-03-01'),
      invoice('a', '2024-02-10', '2024-03-11', '2024-03-11'),
      invoice('a', '2024-02-11', '2024-03-12', '2024-03-12'),
    ]);
    expect(observations.map(({ features: { paid, late } }) => [paid, late])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
      [2, 1],
    ]);
  });

  it('should be the ratio of all customers for one without a past, and one half before anything is settled', () => {
    const {
      paid: [first, second, third],
    } = observe([
      invoice('a', '2024-01-01', '2024-01-02', '2024-01-03'),
      invoice('b', '2024-01-04', '2024-01-05', '2024-01-05'),
      invoice('c', '2024-01-06', '2024-01-07', '2024-01-07'),
    ]);
    expect([first?.lateRatioSoFar, second?.lateRatioSoFar, third?.lateRatioSoFar]).toEqual([0.5, 1, 0.5]);
  });

  it('should never hold the invoice itself, also when it was paid before it was issued', () => {
    const {
      paid: [other, prepaid],
    } = observe([
      invoice('a', '2024-01-01', '2024-01-02', '2024-02-05'),
      invoice('a', '2024-03-01', '2024-03-31', '2024-02-01'),
    ]);
    expect(other?.features.paid).toBe(0);
    expect(prepaid?.features).toMatchObject({ paid: 1, late: 1 });
    expect(prepaid?.lateRatioSoFar).toBe(1);
  });

  it('should not let what is settled later change what is predicted', () => {
    const ledger = makeUp({ ...kinds['small and steady'], invoices: 120, customers: 8 }, 7);
    const known = evaluate(ledger);
    const from = known.evaluation.test.from;
    const tried = observe(ledger).paid.filter(({ issuedOn }) => issuedOn >= from);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: tried.length - 1 }),
        fc.array(fc.integer({ min: 0, max: 90 }), { minLength: ledger.length, maxLength: ledger.length }),
        (index, delays) => {
          const at = tried[index]?.issuedOn ?? '';
          // Whatever was not settled by then may come as late as it likes, from that day on.
          const changed = ledger.map((one, i) =>
            one.paidOn !== null && one.paidOn >= at ? { ...one, paidOn: addDays(at, delays[i] ?? 0) } : one,
          );
          // The model is that of the day on which the trial began: from then on nothing it learned from may change.
          const { model } = evaluate(
            ledger.map((one, i) =>
              one.paidOn !== null && one.paidOn >= from ? { ...one, paidOn: addDays(from, delays[i] ?? 0) } : one,
            ),
          );
          expect(model).toEqual(known.model);
          const again = observe(changed).paid.filter(({ issuedOn }) => issuedOn >= from)[index];
          const { features } = tried[index] ?? {};
          if (features === undefined || again === undefined) throw new Error('there is one');
          expect(predictLateness(model, again.features)).toEqual(predictLateness(model, features));
        },
      ),
      { numRuns: 6 },
    );
  });
});

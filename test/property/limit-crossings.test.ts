import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccount } from '../../shared/store/accounts.ts';
import { listHistory } from '../../shared/store/history.ts';
import { reversePayment } from '../../shared/store/settlements.ts';
import { type Desk, openDesk } from '../support/context.ts';
import { addTable, type Database, startDatabase } from '../support/dynamodb.ts';
import { check, createCustomer, eur, invoice, pay, setLimit } from '../support/movements.ts';

/** For a longer soak: `CROSSING_RUNS=300 npx vitest run test/property/limit-crossings.test.ts`. */
const RUNS = Number(process.env['CROSSING_RUNS'] ?? 20);

let database: Database;

beforeAll(async () => {
  database = await startDatabase();
});

afterAll(() => database.stop());

type Step = {
  readonly who: 'S' | 'P' | 'M';
  readonly what: 'INVOICE' | 'ORDER' | 'PAY' | 'BOUNCE' | 'LIMIT';
  readonly amount: number;
};

const steps = fc.array(
  fc.record<Step>({
    who: fc.constantFrom('S', 'P', 'M'),
    what: fc.constantFrom('INVOICE', 'INVOICE', 'ORDER', 'PAY', 'BOUNCE', 'LIMIT'),
    amount: fc.integer({ min: 1, max: 600 }),
  }),
  { minLength: 10, maxLength: 25 },
);

/** Some movements may not be possible as things stand; they then move nothing. */
const take = async (desk: Desk, { amount, what, who }: Step, index: number, paid: string[]): Promise<void> => {
  const cents = eur(amount * 100);
  if (what === 'INVOICE') await invoice(desk.at(), who, `I-${index}`, cents);
  if (what === 'ORDER') await check(desk.at(), who, `O-${index}`, cents);
  if (what === 'LIMIT' && who !== 'M') await setLimit(desk.at(), who, amount * 200);
  if (what === 'PAY') {
    await pay(desk.at(), who, `P-${index}`, cents);
    paid.push(`P-${index}`);
  }
  if (what === 'BOUNCE') {
    const paymentId = paid.pop();
    if (paymentId) await reversePayment(desk.at(), paymentId, 'bounced');
  }
};

const standingByHand = (exposure: bigint, limit: bigint): number => {
  if (exposure >= limit) return 2;
  return exposure * 100n >= limit * 80n && exposure > 0n ? 1 : 0;
};

describe('warnings of a used limit', () => {
  it('should be told as often as the use has gone up to them, in any order of movements', {
    timeout: RUNS * 20_000,
  }, async () => {
    let crossings = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (wanted) => {
        const own = await addTable(database.endpoint);
        try {
          const desk = openDesk(own.table);
          await createCustomer(desk.at(), 'S', { limit: 1_000_00 });
          await createCustomer(desk.at(), 'P', { limit: 1_000_00 });
          // A member without a limit of its own: the one that it shares is what can be used.
          await createCustomer(desk.at(), 'M', { parentCustomerId: 'P' });
          const standing = { S: 0, P: 0 };
          const expected = { S: 0, P: 0 };
          const paid: string[] = [];
          for (const [index, step] of wanted.entries()) {
            await take(desk, step, index, paid);
            for (const id of ['S', 'P'] as const) {
              const account = await loadAccount(own.table, id);
              if (!account) throw new Error(`no account ${id}`);
              const now = standingByHand(account.groupExposure, account.creditLimit ?? 0n);
              expected[id] += Math.max(0, now - standing[id]);
              standing[id] = now;
              expect([null, 'NEARLY', 'FULLY'].indexOf(account.limitUsed)).toBe(now);
            }
          }
          const told = { S: 0, P: 0 };
          for (const customerId of ['S', 'P', 'M']) {
            const { entries } = await listHistory(own.table, { customerId, limit: 200 });
            for (const { data } of entries) {
              for (const one of [data['limitUsed'], data['groupLimitUsed']]) {
                const { crossed, limitOf } = (one ?? {}) as { crossed?: readonly string[]; limitOf?: 'S' | 'P' };
                if (crossed && limitOf) told[limitOf] += crossed.length;
              }
            }
          }
          expect(told).toEqual(expected);
          crossings += told.S + told.P;
        } finally {
          await own.stop();
        }
      }),
      { numRuns: RUNS, seed: 20260302 },
    );
    expect(crossings).toBeGreaterThan(RUNS);
  });
});

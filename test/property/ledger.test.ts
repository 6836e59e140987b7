import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, startDatabase } from '../support/dynamodb.ts';
import {
  advances,
  covers,
  holds,
  limits,
  rates,
  regroupings,
  repetitions,
  tolerances,
} from './ledger/customer-commands.ts';
import { disputes, invoices, writeOffs } from './ledger/invoice-commands.ts';
import { allocatedMoney, bounces, creditNotes, namedPayments, payments } from './ledger/money-commands.ts';
import { amendments, checks, releases, sameChecks } from './ledger/order-commands.ts';
import { activity, setUp } from './ledger/real.ts';
import { grants, releasedChecks } from './ledger/release-commands.ts';

/** For a longer soak: `LEDGER_RUNS=500 LEDGER_COMMANDS=150 LEDGER_SEED=1 npx vitest run test/property/ledger.test.ts`. */
const RUNS = Number(process.env['LEDGER_RUNS'] ?? 25);
const COMMANDS = Number(process.env['LEDGER_COMMANDS'] ?? 80);
const SEED = Number(process.env['LEDGER_SEED'] ?? 20260302);

let database: Database;

beforeAll(async () => {
  database = await startDatabase();
});

afterAll(() => database.stop());

describe('the ledger', () => {
  it('should agree with the model when anything happens in any order', { timeout: RUNS * 30_000 }, async () => {
    const worked = { orders: 0, released: 0, paid: 0, waiting: 0 };
    const anything = [
      ...[checks(), checks(), checks(), sameChecks(), amendments(), releases()],
      ...[grants(), releasedChecks(), releasedChecks()],
      ...[invoices(), invoices(), writeOffs(), disputes()],
      ...[payments(), namedPayments(), allocatedMoney(), creditNotes(), bounces()],
      ...[limits(), holds(), covers(), regroupings(), advances(), advances(), rates(), repetitions(), repetitions()],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.commands(anything, { maxCommands: COMMANDS, size: 'max' }),
        tolerances(),
        async (commands, tolerated) => {
          const { model, real } = await setUp(database.endpoint, tolerated);
          try {
            await fc.asyncModelRun(() => ({ model, real }), commands);
            const { orders, released, paid, waiting } = activity(model);
            Object.assign(worked, {
              orders: worked.orders + orders,
              released: worked.released + released,
              paid: worked.paid + paid,
              waiting: worked.waiting + waiting,
            });
          } finally {
            await real.database.stop();
          }
        },
      ),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env['LEDGER_RUNS'] !== undefined },
    );
    for (const amount of Object.values(worked)) expect(amount).toBeGreaterThan(RUNS / 2);
  });
});

import type { Bench } from '../bench.ts';
import { checkBody, createCustomer } from '../ground/customers.ts';
import { type HttpClient, openHttpClient } from '../ground/http-caller.ts';
import { orderIdOf } from '../ground/names.ts';
import { type Summary, summarize } from '../statistics/summary.ts';

const CLIENTS = [1, 8, 32] as const;
const MANY = 32;
const SECONDS = 3;
const AMOUNT = 100;

export interface CrowdFigures extends Summary {
  readonly clients: number;
  readonly customers: number;
  readonly failed: number;
  /** First answer that was no success, to know what went wrong. */
  readonly firstFailure: string | null;
}

/** Clients that all ask for reserving checks over HTTP at once, without a pause, on one customer and on many. */
export const crowd = async (bench: Bench): Promise<readonly CrowdFigures[]> => {
  const http = openHttpClient(await bench.platform());
  try {
    const figures: CrowdFigures[] = [];
    for (const customers of [1, MANY]) {
      for (const clients of CLIENTS) {
        bench.progress(`growth: ${clients} clients at once`, figures.length / (2 * CLIENTS.length));
        figures.push(await crowdOf(http, `${bench.run}-${customers}-${clients}`, clients, customers, bench.effort));
      }
    }
    return figures;
  } finally {
    http.close();
  }
};

const crowdOf = async (
  http: HttpClient,
  prefix: string,
  clients: number,
  customers: number,
  effort: number,
): Promise<CrowdFigures> => {
  const customerIds = Array.from({ length: customers }, (_, number) => `${prefix}-c${number}`);
  for (const customerId of customerIds) await createCustomer(http.call, customerId);
  const durations: number[] = [];
  const failures: string[] = [];
  const startedAt = performance.now();
  const end = startedAt + SECONDS * 1000 * effort;
  let made = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      made += 1;
      const customerId = customerIds[made % customers] ?? '';
      const askedAt = performance.now();
      const answer = await http.send('checkCredit', { body: checkBody(customerId, orderIdOf(prefix, made), true) });
      if (answer.statusCode === 200) durations.push(performance.now() - askedAt);
      else failures.push(`${answer.statusCode}: ${answer.body}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  const seconds = (performance.now() - startedAt) / 1000;
  await holdAgainstReservations(http, customerIds, durations.length);
  const rate = { perSecond: durations.length / seconds };
  return {
    clients,
    customers,
    failed: failures.length,
    firstFailure: failures[0] ?? null,
    ...summarize(durations),
    ...rate,
  };
};

/** Every check that was answered holds its amount, once. */
const holdAgainstReservations = async (
  { call }: HttpClient,
  customerIds: readonly string[],
  answered: number,
): Promise<void> => {
  let held = 0;
  for (const customerId of customerIds) {
    const profile = JSON.parse((await call('getCustomer', { params: { customerId } })).body ?? '{}');
    held += Number(profile.exposure.reservations.amount);
  }
  if (held !== answered * AMOUNT) throw new Error(`${answered} checks were answered, but ${held} is held`);
};

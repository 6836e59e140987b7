import pMap from 'p-map';
import { moneyAt } from '../client/read.ts';
import type { Reading } from './expectation.ts';
import { CURRENCY, centsOf, moneyOf } from './ledger.ts';
import type { Meter } from './meter.ts';
import { createStepTaker } from './step-taker.ts';
import type { Day, Step } from './steps.ts';

/** Customers served at the same time; the calls of one customer come one after the other, as they happened. */
const CONCURRENCY = 8;

/** The clock is moved to the morning of each day: the same date in the time zone of the platform. */
const MORNING = 'T08:00:00Z';
export const firstMoment = (days: readonly Day[]): Date => new Date(`${days[0]?.date}T06:00:00Z`);

export interface PlayOptions {
  readonly days: readonly Day[];
  readonly limits: ReadonlyMap<string, bigint>;
  readonly countryCodes: ReadonlyMap<string, string>;
  readonly meter: Meter;
  /** Told after each step, and where the clock is. */
  readonly progress: (date: string) => void;
}

/** What the platform answered on the way. */
export interface Played {
  /** Outcome and reasons of each order, by invoice. */
  readonly decisions: ReadonlyMap<string, string>;
  readonly readings: readonly Reading[];
  /** The highest overdue amount seen at a month's end, in cents. */
  readonly worstOverdue: ReadonlyMap<string, bigint>;
}

/** Replays the days through the API on the platform's clock. */
export const play = async (options: PlayOptions): Promise<Played> => {
  const { days, limits, meter, progress } = options;
  await createCustomers(options);
  const decisions = new Map<string, string>();
  const readings: Reading[] = [];
  const worstOverdue = new Map<string, bigint>();
  const customers = [...limits.keys()];
  const takeStep = createStepTaker(meter, decisions);

  for (const { date, isReading, stepsByCustomer } of days) {
    await meter.call('move the clock', 'POST', '/control/clock', { to: `${date}${MORNING}` });
    const serve = async (steps: readonly Step[]): Promise<void> => {
      for (const step of steps) {
        await takeStep(step, date);
        progress(date);
      }
    };
    await pMap(stepsByCustomer.values(), serve, { concurrency: CONCURRENCY });
    if (isReading) readings.push(await readPortfolio(meter, customers, date, worstOverdue));
  }
  return { decisions, readings, worstOverdue };
};

/** Where a customer is written to: nobody there. */
const addressOf = (customerId: string): string =>
  `payables@${customerId.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}.example.com`;

const createCustomers = async ({ limits, countryCodes, meter }: PlayOptions): Promise<void> => {
  const reason = 'Limit of the replay';
  const create = async ([customerId, limit]: [string, bigint]): Promise<void> => {
    const code = countryCodes.get(customerId) ?? '';
    await meter.call('create customer', 'PUT', `/v1/customers/${customerId}`, {
      legalName: `Customer ${customerId}`,
      currency: CURRENCY,
      segment: 'REPLAY',
      region: code,
      contacts: [{ name: 'Accounts payable', email: addressOf(customerId), role: 'BILLING' }],
      // Codes that are not ISO 3166 stay what they are, a region: no country is made up for them.
      ...(/^[A-Z]{2}$/.test(code) ? { country: code } : {}),
    });
    const body = { creditLimit: moneyOf(limit), reason };
    await meter.call('set limit', 'PUT', `/v1/customers/${customerId}/limit`, body);
  };
  await pMap(limits, create, { concurrency: CONCURRENCY });
};

const readPortfolio = async (
  meter: Meter,
  customers: readonly string[],
  date: string,
  worstOverdue: Map<string, bigint>,
): Promise<Reading> => {
  const readCustomer = async (customerId: string) => {
    const profile = await meter.call('read profile', 'GET', `/v1/customers/${customerId}`);
    const overdue = centsOf(moneyAt(profile, 'overdue.amount').amount);
    if (overdue > (worstOverdue.get(customerId) ?? 0n)) worstOverdue.set(customerId, overdue);
    return { exposure: centsOf(moneyAt(profile, 'exposure.total').amount), overdue };
  };
  const profiles = await pMap(customers, readCustomer, { concurrency: CONCURRENCY });
  return {
    date,
    exposure: profiles.reduce((sum, { exposure }) => sum + exposure, 0n),
    overdue: profiles.reduce((sum, { overdue }) => sum + overdue, 0n),
  };
};

import cliProgress from 'cli-progress';
import { clientOf } from '../client/api-client.ts';
import type { Endpoints } from '../state/endpoints.ts';
import { wrap } from '../terminal/text.ts';
import { auditCustomers } from './audit.ts';
import { isOnHold, readCollections } from './collections.ts';
import { compare } from './compare.ts';
import { expect, limitsFor } from './expectation.ts';
import { complainOfFailures } from './failures.ts';
import { termsIn } from './grades.ts';
import { behaviourByHand } from './hand-conduct.ts';
import { customersOf, type Ledger } from './ledger.ts';
import { createMeter } from './meter.ts';
import { play } from './play.ts';
import { type Day, DISPUTE_AFTER_DAYS, ORDER_LEAD_DAYS } from './steps.ts';
import { type Summary, summarise } from './summary.ts';

/** Says what is about to be done, and by which rules. */
export const introduce = (ledger: Ledger, factor: number, dailyRuns: boolean): string => {
  const { source, invoices } = ledger;
  return wrap(`Replaying ${source}: ${invoices.length} invoices of ${customersOf(ledger).length} customers, through the
    API of a platform of its own, on its clock. Each invoice has an order ${ORDER_LEAD_DAYS} days before, which is
    checked and reserved; disputed ones are disputed ${DISPUTE_AFTER_DAYS} days after their issue; payments arrive on
    their settled dates. ${dailyRuns ? 'Each morning has its daily run, and who is late is chased.' : ''} The credit
    limit of a customer is its highest exposure in the ledger x ${factor}.`);
};

export interface ReplayOptions {
  readonly ledger: Ledger;
  readonly days: readonly Day[];
  readonly factor: number;
  readonly endpoints: Endpoints;
  /** Whether the platform follows its schedules, so that each day has its daily run. */
  readonly dailyRuns: boolean;
  readonly signal?: AbortSignal;
}

/** Replays a ledger through a running platform that is empty, and whose clock is before the first day. */
export const replay = async (options: ReplayOptions): Promise<Summary> => {
  const { ledger, days, factor, endpoints, dailyRuns, signal } = options;
  const limits = limitsFor(days, factor);
  const countryCodes = new Map(ledger.invoices.map(({ customerId, countryCode }) => [customerId, countryCode]));
  const meter = createMeter(clientOf(endpoints, signal));
  const bar = startBar(days);
  const start = performance.now();
  try {
    const played = await play({ days, limits, countryCodes, meter, progress: (date) => bar.increment({ date }) });
    const audits = await auditCustomers(meter, customersOf(ledger));
    const seconds = (performance.now() - start) / 1000;
    const metHold = (invoiceId: string): boolean => isOnHold(played.decisions.get(invoiceId) ?? '');
    const behaviour = behaviourByHand(ledger, days);
    const agreement = compare(
      days,
      expect(days, limits, { metHold, termsOn: termsIn(audits) }),
      played,
      audits,
      behaviour,
    );
    const collections = await readCollections({ dailyRuns, audits, decisions: played.decisions, meter });
    await complainOfFailures(meter);
    return summarise({ ledger, days, factor, limits, played, audits, collections, agreement, meter, seconds });
  } finally {
    bar.stop();
  }
};

/** A bar on the standard error, so that what is printed can be piped; on anything but a terminal there is none. */
const startBar = (days: readonly Day[]): cliProgress.SingleBar => {
  const steps = days.flatMap(({ stepsByCustomer }) => [...stepsByCustomer.values()].flat()).length;
  const bar = new cliProgress.SingleBar({
    format: '{date} {bar} {percentage} %, {eta_formatted} left',
    barsize: 40,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  bar.start(steps, 0, { date: days[0]?.date ?? '' });
  return bar;
};

import type { CustomerAudit } from './audit.ts';
import { peakOf } from './audit.ts';
import { isOnHold } from './collections.ts';
import type { Expectation } from './expectation.ts';
import type { BehaviourFigures } from './hand-conduct.ts';
import { holdsIn, mayBeOnHold } from './holds.ts';
import { decimal } from './ledger.ts';
import type { Played } from './play.ts';
import { type Day, ordersOf } from './steps.ts';

/** How the platform's figures stand against those that the ledger itself gives. */
export interface Agreement {
  readonly agrees: boolean;
  /** How many figures were set against each other. */
  readonly compared: number;
  readonly differences: readonly string[];
  /** The figures of behaviour by name: of how many customers they are what the file gives when it is added up. */
  readonly behaviour: Readonly<Record<string, { readonly compared: number; readonly equal: number }>>;
}

/**
 * Holds every decision with the credit hold that it met or did not meet, every customer's payment record and final exposure, the portfolio at each month's end and the
 * peak against a direct computation.
 */
export const compare = (
  days: readonly Day[],
  expected: Expectation,
  played: Played,
  audits: readonly CustomerAudit[],
  behaviour: ReadonlyMap<string, BehaviourFigures>,
): Agreement => {
  const differences: string[] = [];
  let compared = 0;
  const hold = (what: string, platform: unknown, ledger: unknown): boolean => {
    compared += 1;
    if (platform !== ledger) differences.push(`${what}: ${platform} on the platform, ${ledger} by the ledger`);
    return platform === ledger;
  };
  const holdAmount = (what: string, platform: bigint | undefined, ledger: bigint | undefined): boolean =>
    hold(
      what,
      platform === undefined ? undefined : decimal(platform),
      ledger === undefined ? undefined : decimal(ledger),
    );

  for (const [invoiceId, decision] of expected.decisions) {
    hold(`decision on the order of ${invoiceId}`, played.decisions.get(invoiceId), decision);
  }
  const holds = new Map(audits.map(({ customerId, collections }) => [customerId, holdsIn(collections)]));
  for (const { customerId, invoiceId, date } of ordersOf(days)) {
    const onHold = isOnHold(played.decisions.get(invoiceId) ?? '');
    const isRight = mayBeOnHold(holds.get(customerId) ?? [], date, onHold);
    const [on, off] = ['on credit hold', 'not on credit hold'];
    hold(`the customer at the order of ${invoiceId}`, onHold ? on : off, isRight === onHold ? on : off);
  }
  const figures = new Map<string, { compared: number; equal: number }>();
  for (const audit of audits) {
    const ledger = expected.customers.get(audit.customerId);
    for (const [name, value] of Object.entries(behaviour.get(audit.customerId) ?? {})) {
      const figure = figures.get(name) ?? { compared: 0, equal: 0 };
      const isEqual = hold(`${name} of ${audit.customerId}`, audit.behaviour[name], value);
      figures.set(name, { compared: figure.compared + 1, equal: figure.equal + (isEqual ? 1 : 0) });
    }
    holdAmount(`exposure of ${audit.customerId} at the end`, audit.exposure, ledger?.exposure);
    hold(`hash chain of ${audit.customerId}`, audit.isChainIntact ? 'intact' : 'broken', 'intact');
    hold(
      `counters of ${audit.customerId}`,
      audit.isSumRight ? 'the sum of the entries' : 'something else',
      'the sum of the entries',
    );
  }
  for (const [index, reading] of expected.readings.entries()) {
    holdAmount(`exposure on ${reading.date}`, played.readings[index]?.exposure, reading.exposure);
    holdAmount(`overdue on ${reading.date}`, played.readings[index]?.overdue, reading.overdue);
  }
  const peak = peakOf(audits);
  hold('day of the highest exposure', peak.date, expected.peak.date);
  holdAmount('highest exposure', peak.exposure, expected.peak.exposure);
  return { agrees: differences.length === 0, compared, differences, behaviour: Object.fromEntries(figures) };
};

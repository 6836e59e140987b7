import type { CustomerAudit } from './audit.ts';
import { peakOf } from './audit.ts';
import { isOnHold } from './collections.ts';
import type { Expectation } from './expectation.ts';
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
}

const behaviourFigures = ['invoicesPaid', 'onTimeRatio', 'averageDaysToPay', 'averageDaysLate'] as const;

/**
 * Holds every decision with the credit hold that it met or did not meet, every customer's payment record and final exposure, the portfolio at each month's end and the
 * peak against a direct computation.
 */
export const compare = (
  days: readonly Day[],
  expected: Expectation,
  played: Played,
  audits: readonly CustomerAudit[],
): Agreement => {
  const differences: string[] = [];
  let compared = 0;
  const hold = (what: string, platform: unknown, ledger: unknown): void => {
    compared += 1;
    if (platform !== ledger) differences.push(`${what}: ${platform} on the platform, ${ledger} by the ledger`);
  };
  const holdAmount = (what: string, platform: bigint | undefined, ledger: bigint | undefined): void =>
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
  for (const audit of audits) {
    const ledger = expected.customers.get(audit.customerId);
    for (const figure of behaviourFigures) hold(`${figure} of ${audit.customerId}`, audit[figure], ledger?.[figure]);
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
  return { agrees: differences.length === 0, compared, differences };
};

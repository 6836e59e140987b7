import type { Books } from './audit.ts';

const DAY_MS = 86_400_000;

const daysAfter = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The payment record recomputed from the invoices that were paid in full, without a write-off. */
export const behaviourDefects = ({ account, receivables, behaviour }: Books): string[] => {
  const paid = receivables.flatMap((one) =>
    one.settledOn !== null && one.paid > 0n && one.writtenOff === 0n ? [{ ...one, settledOn: one.settledOn }] : [],
  );
  const late = paid.map((one) => daysAfter(one.dueOn, one.settledOn));
  const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const expected = {
    invoicesPaid: paid.length,
    paidOnTime: late.filter((days) => days === 0).length,
    daysToPay: total(paid.map((one) => daysAfter(one.issuedOn, one.settledOn))),
    daysLate: total(late),
  };
  return Object.entries(expected).flatMap(([name, value]) => {
    const kept = Number(behaviour?.[name] ?? 0n);
    return kept === value ? [] : [`${name} of ${account.customerId} is ${kept}, should be ${value}`];
  });
};

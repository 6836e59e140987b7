import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import type { Outlook } from './outlook.ts';

type Spread = Pick<Outlook, 'expectedPaidOn' | 'paidFrom' | 'paidTo'>;

/** From the middle to the last tenth what is unpaid falls to a fifth. */
const FIFTH = Math.log(5);
/** The straight line through nine tenths and a half reaches one so many times their distance before the half. */
const BEGINS = 1.25;

/** Days from where nine of ten are unpaid to the middle, and from there to where one of ten is. */
const distances = ({ expectedPaidOn, paidFrom, paidTo }: Spread) => ({
  early: Math.max(1, daysBetween(paidFrom, expectedPaidOn)),
  late: Math.max(1, daysBetween(expectedPaidOn, paidTo)),
});

/**
 * The share of such invoices that is unpaid at the end of a day. It runs through the three points of the prediction:
 * straight up to the middle, then falling by the same rate each day up to the last tenth. After that the rate falls as the
 * time does that has passed: the longer somebody has not paid, the longer they will not.
 */
export const unpaidAfter = (spread: Spread, day: BusinessDate): number => {
  const { early, late } = distances(spread);
  const days = daysBetween(spread.expectedPaidOn, day);
  if (days <= 0) return Math.min(1, 0.5 - (0.4 * days) / early);
  if (days <= late) return 0.5 * Math.exp((-FIFTH * days) / late);
  return 0.1 * (days / late) ** -FIFTH;
};

/** The day at whose end that share is unpaid: the inverse. */
const dayOf = (spread: Spread, share: number): BusinessDate => {
  const { early, late } = distances(spread);
  const days = (): number => {
    if (share >= 0.5) return Math.max(-BEGINS * early, ((0.5 - share) / 0.4) * early);
    if (share >= 0.1) return (late * Math.log(0.5 / share)) / FIFTH;
    return late * (0.1 / share) ** (1 / FIFTH);
  };
  return addDays(spread.expectedPaidOn, Math.round(days()));
};

/** The share that is unpaid when a day begins. */
const unpaidYet = (spread: Spread, today: BusinessDate): number => unpaidAfter(spread, addDays(today, -1));

const notBefore = (date: BusinessDate, today: BusinessDate): BusinessDate => (date < today ? today : date);

/**
 * The share of such invoices, of those unpaid when today begins, that is unpaid still at the end of a later day; one
 * before today.
 */
export const stillUnpaidAfter = (spread: Spread, day: BusinessDate, today: BusinessDate): number =>
  day < today ? 1 : unpaidAfter(spread, day) / unpaidYet(spread, today);

/**
 * When an invoice that is unpaid today is expected to be paid: on the day that was predicted, and once that has passed on the
 * day up to which half of those are paid that are as late as it is. Never in the past.
 */
export const expectedFrom = (spread: Spread, today: BusinessDate): BusinessDate =>
  spread.expectedPaidOn >= today
    ? spread.expectedPaidOn
    : notBefore(dayOf(spread, 0.5 * unpaidYet(spread, today)), today);

/** The days between which it comes in eight of ten cases, reckoned in the same way. */
export const expectedBetween = (
  spread: Spread,
  today: BusinessDate,
): { readonly from: BusinessDate; readonly to: BusinessDate } => {
  if (spread.expectedPaidOn >= today) return { from: notBefore(spread.paidFrom, today), to: spread.paidTo };
  const unpaid = unpaidYet(spread, today);
  return {
    from: notBefore(dayOf(spread, 0.9 * unpaid), today),
    to: notBefore(dayOf(spread, 0.1 * unpaid), today),
  };
};

/** What is taken for an invoice of which nothing was predicted: that it is paid on its due date. */
export const onItsDueDate = (dueOn: BusinessDate): Spread => ({
  expectedPaidOn: dueOn,
  paidFrom: dueOn,
  paidTo: dueOn,
});

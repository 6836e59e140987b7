import type { Behaviour } from '../../shared/domain/behaviour/behaviour.ts';
import { behaviourFromHistory } from '../../shared/domain/behaviour/from-history.ts';
import { type BehaviourByMonth, lifetimeOf } from '../../shared/domain/behaviour/months.ts';
import { toBehaviour, toBehaviourMonth } from '../../shared/store/behaviours.ts';
import type { Books } from './audit.ts';

const DAY_MS = 86_400_000;

const daysAfter = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS);

type Sums = Record<string, bigint>;

const add = (sums: Map<string, Sums>, month: string, added: Record<string, bigint | number>): void => {
  const sum = sums.get(month) ?? {};
  for (const [name, value] of Object.entries(added)) sum[name] = (sum[name] ?? 0n) + BigInt(value);
  sums.set(month, sum);
};

/** Half up, as money is rounded; written apart from the code it checks. */
const share = (whole: bigint, part: bigint, of: bigint): bigint => (2n * whole * part + of) / (2n * of);

const countsOf = {
  DisputeOpened: 'disputes',
  PaymentReversed: 'bounces',
} as Readonly<Record<string, string>>;

/** Swedes write dates as ISO 8601 does. */
const dayIn = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(Date.parse(at));

const brokenIn = (data: Books['entries'][number]['data']): number =>
  ((data['events'] ?? []) as { type: string; outcome?: string }[]).filter(
    ({ outcome = '', type }) => type === 'PromiseEnded' && /^(BROKEN|PARTLY_KEPT)$/.test(outcome),
  ).length;

type Entry = Books['entries'][number];

/** The handoffs of a customer, by the day on which legal got each, as the entries tell them one after the other. */
const handoffs = (timeZone: string) => {
  const asked = new Set<string>();
  const withLegal = new Map<string, string>();
  const days = new Set<string>();
  return {
    /** Whether a day is one on which something was handed over that has not come back. */
    isOf: (day: unknown): day is string => days.has(String(day)),
    /** What the entry adds to the defaults, by day. */
    count: ({ at, data }: Entry): ReadonlyMap<string, number> => {
      const counts = new Map<string, number>();
      const caseId = String(data['caseId']);
      const today = dayIn(at, timeZone);
      for (const event of (data['events'] ?? []) as { type: string; kind?: string; needsApproval?: string }[]) {
        const isStep = event.type === 'StepTaken' && event.kind === 'LEGAL_HANDOFF';
        const since = withLegal.get(caseId);
        if (isStep && event.needsApproval) asked.add(caseId);
        else if (isStep || event.type === 'HandoffApproved') {
          asked.delete(caseId);
          withLegal.set(caseId, today);
          days.add(today);
          counts.set(today, (counts.get(today) ?? 0) + 1);
        } else if (event.type === 'HandoffReturned' && !asked.delete(caseId) && since !== undefined) {
          withLegal.delete(caseId);
          days.delete(since);
          counts.set(since, (counts.get(since) ?? 0) - 1);
        }
      }
      return counts;
    },
  };
};

/** Of the currencies that audited ledgers are in. */
const largestResidue: Readonly<Record<string, number>> = { EUR: 50, USD: 50, GBP: 50, CHF: 50, JPY: 8000, KWD: 15 };

/** The write-offs with which an invoice has lost half of its amount, and more than a residue: the first that gets there, of each invoice. */
const losingWriteOffs = ({ entries, receivables }: Books): ReadonlySet<Entry> => {
  const amounts = new Map(receivables.map(({ amount, invoiceId }) => [invoiceId, Number(amount.minorUnits)]));
  const losing = new Map<string, Entry>();
  const lost = new Map<string, number>();
  for (const entry of entries.filter(({ kind }) => kind === 'ReceivableWrittenOff')) {
    const { invoiceId, writtenOff } = entry.data as {
      invoiceId: string;
      writtenOff: { amount: string; currency: string };
    };
    const sum = (lost.get(invoiceId) ?? 0) + Number(writtenOff.amount.replace('.', ''));
    lost.set(invoiceId, sum);
    const unit = 10 ** (writtenOff.amount.split('.')[1] ?? '').length;
    const isMuch = sum / unit > (largestResidue[writtenOff.currency] ?? Number.NaN);
    if (!losing.has(invoiceId) && isMuch && sum >= (amounts.get(invoiceId) ?? Number.NaN) / 2) {
      losing.set(invoiceId, entry);
    }
  }
  return new Set(losing.values());
};

/** How long after its due date it was written off, where more than a residue was. */
const daysLost = (data: Entry['data'], on: string): number => {
  const { dueOn, invoiceAmount, writtenOff } = data as {
    readonly dueOn: string;
    readonly invoiceAmount: { readonly amount: string };
    readonly writtenOff: { readonly amount: string; readonly currency: string };
  };
  const left = Number(writtenOff.amount);
  const isSmall = left <= (largestResidue[writtenOff.currency] ?? Number.NaN);
  return isSmall && left < Number(invoiceAmount.amount) / 20 ? 0 : daysAfter(dueOn, on);
};

/** By hand: from the invoices that were paid in full without a write-off, and from the kinds of the entries. */
const byHand = (books: Books, timeZone: string): Map<string, Sums> => {
  const { entries, receivables } = books;
  const disputed = new Set(
    entries.filter(({ kind }) => kind === 'DisputeOpened').flatMap(({ data }) => data['invoiceIds'] as string[]),
  );
  const losing = losingWriteOffs(books);
  const handedOver = handoffs(timeZone);
  const sums = new Map<string, Sums>();
  for (const one of receivables) {
    const { amount, carryingAmount, dueOn, invoiceId, issuedOn, paid, settledOn, writtenOff } = one;
    if (settledOn === null || paid === 0n || writtenOff > 0n) continue;
    const late = daysAfter(dueOn, settledOn);
    const paidAmount = share(carryingAmount, paid, amount.minorUnits);
    add(sums, settledOn.slice(0, 7), {
      invoicesPaid: 1,
      paidOnTime: late === 0 ? 1 : 0,
      daysToPay: daysAfter(issuedOn, settledOn),
      daysLate: late,
      daysEarly: Math.min(daysAfter(settledOn, dueOn), daysAfter(issuedOn, dueOn)),
      paidDisputed: disputed.has(invoiceId) ? 1 : 0,
      paidInDetail: 1,
      paidAmount,
      paidAmountDaysLate: paidAmount * BigInt(late),
      [`late${Math.min(999, late)}`]: 1,
    });
  }
  for (const entry of entries) {
    const { at, data, kind } = entry;
    const name = countsOf[kind];
    const lostAfter = kind === 'ReceivableWrittenOff' ? daysLost(data, dayIn(at, timeZone)) : 0;
    if (lostAfter > 0) add(sums, dayIn(at, timeZone).slice(0, 7), { [`lost${Math.min(999, lostAfter)}`]: 1 });
    for (const [day, defaults] of handedOver.count(entry)) add(sums, day.slice(0, 7), { defaults });
    const lostOn = handedOver.isOf(data['handedOverOn']) ? data['handedOverOn'] : dayIn(at, timeZone);
    if (losing.has(entry)) add(sums, lostOn.slice(0, 7), { defaults: 1 });
    add(sums, dayIn(at, timeZone).slice(0, 7), name === undefined ? { brokenPromises: brokenIn(data) } : { [name]: 1 });
  }
  return sums;
};

const flat = (months: BehaviourByMonth): Map<string, Sums> => {
  const sums = new Map<string, Sums>();
  for (const [month, { lateBy, lostBy = [], ...rest }] of months) {
    const late = [...lateBy].map(([days, count]) => [`late${days}`, count] as const);
    const lost = [...lostBy].map(([days, count]) => [`lost${days}`, count] as const);
    add(sums, month, { ...rest, ...Object.fromEntries([...late, ...lost]) });
  }
  return sums;
};

const textOf = (sums: Readonly<Record<string, bigint | number>>): string =>
  Object.entries(sums)
    .filter(([, value]) => BigInt(value) !== 0n)
    .map(([name, value]) => `${name} ${value}`)
    .sort()
    .join(', ');

const lines = (months: ReadonlyMap<string, Sums>): string =>
  [...months]
    .map(([month, sums]) => `${month}: ${textOf(sums)}`)
    .filter((line) => !line.endsWith(': '))
    .sort()
    .join('; ');

const lifetime = (sums: Behaviour): string => textOf({ ...sums });

/** The stored record of behaviour, recomputed by hand and from nothing but the history. */
export const behaviourDefects = (books: Books, timeZone = 'UTC'): string[] => {
  const { account, behaviour, behaviourMonths, entries } = books;
  const stored = new Map(
    behaviourMonths.map((item) => [String(item['sk']).slice('BEHAVIOUR#'.length), toBehaviourMonth(item)]),
  );
  const history = behaviourFromHistory(entries, timeZone);
  const kept = lines(flat(stored));
  const compare = (what: string, is: string, should: string): string[] =>
    is === should ? [] : [`${what} of ${account.customerId} is [${is}], should be [${should}]`];
  return [
    ...compare('behaviour by month', kept, lines(byHand(books, timeZone))),
    ...compare('behaviour by month, from the history,', lines(flat(history)), kept),
    ...compare('behaviour', lifetime(toBehaviour(behaviour)), lifetime(lifetimeOf(history))),
  ];
};

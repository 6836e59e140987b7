import { addDays, type BusinessDate, type Instant } from '../../dates.ts';
import { type Money, money } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import { type ResidueRules, residuesOf } from '../behaviour/residues.ts';
import type { CustomerCalendar } from '../calendar/sending-time.ts';
import type { OpenItem } from '../receivable/receivable.ts';
import type { CaseStatus, CollectionCase } from './case.ts';
import { reachDays, type Strategy } from './strategy.ts';

/** What of the ledger's open items collections look at. */
export type Owed = Pick<OpenItem, 'invoiceId' | 'dueOn' | 'remaining' | 'carryingRemaining' | 'disputed'> &
  Partial<Pick<OpenItem, 'amount' | 'outlook'>>;

/** A dispute that nobody has resolved yet, about something that is owed. */
export interface OpenDispute {
  readonly disputeId: string;
  readonly invoiceIds: readonly string[];
  readonly reason: string;
  readonly openedBy: string;
}

/** What a decision on a case rests on, read when it is made. */
export interface CaseFacts {
  readonly openItems: readonly Owed[];
  readonly strategy: Strategy;
  readonly grade: Grade | null;
  readonly minimumGapDays: number;
  /** What is a residue; the built-in rules where left out. */
  readonly residues?: ResidueRules;
  /** Paid invoices from which on what is predicted of a customer counts; any where left out. */
  readonly minimumInvoices?: number;
  readonly calendar: CustomerCalendar;
  readonly now: Instant;
  /** None where left out. */
  readonly disputes?: readonly OpenDispute[];
  /** No message before this instant: its recipient has been written to today, about another customer's case. */
  readonly noMessageBefore?: Instant;
}

/** How what a customer owes stands towards the chase. Items by due date, the oldest first. */
export interface Standing {
  /** With anything remaining. */
  readonly unpaid: readonly Owed[];
  /** Overdue, or so near to its due date that the strategy has a step for it. */
  readonly inReach: readonly Owed[];
  /** Unpaid, not disputed and not promised, whether due or not. */
  readonly free: readonly Owed[];
  /** Free and in reach: what a message may tell of. */
  readonly chaseable: readonly Owed[];
  /** Chaseable and past the due date, here and where the customer is. */
  readonly overdue: readonly Owed[];
  /** What of the unpaid is so little, each and together, that nobody is chased for it beyond a friendly reminder. */
  readonly residues: ReadonlySet<Owed>;
  /** The oldest due date of what is free: from it the steps count. */
  readonly anchor: BusinessDate | null;
}

const byDueDate = (a: Owed, b: Owed): number =>
  a.dueOn < b.dueOn || (a.dueOn === b.dueOn && a.invoiceId < b.invoiceId) ? -1 : 1;

/** How likely an item is late, where enough is known of the customer to say so. */
export const lateProbabilityOf = (
  { outlook }: Pick<Owed, 'outlook'>,
  { minimumInvoices = 0 }: Pick<CaseFacts, 'minimumInvoices'>,
): number | null => (outlook && outlook.paidBefore >= minimumInvoices ? outlook.lateProbability : null);

/** Items in the reach of collections on a day; a case is open exactly while there are any. */
export const itemsInReach = (
  facts: Pick<CaseFacts, 'openItems' | 'strategy' | 'grade' | 'minimumInvoices' | 'calendar' | 'now'>,
): readonly Owed[] => {
  const { calendar, grade, now, openItems, strategy } = facts;
  const today = calendar.today(now);
  const dueUpTo = new Map<number, BusinessDate>();
  const isInReach = (item: Owed): boolean => {
    const days = reachDays(strategy, grade, lateProbabilityOf(item, facts));
    const last = dueUpTo.get(days) ?? addDays(today, -days);
    dueUpTo.set(days, last);
    return item.remaining.minorUnits > 0n && item.dueOn <= last;
  };
  return openItems.filter(isInReach).sort(byDueDate);
};

export const standingOf = ({ promises }: Pick<CollectionCase, 'promises'>, facts: CaseFacts): Standing => {
  const promised = new Set(promises.flatMap(({ invoiceIds }) => invoiceIds));
  const isFree = ({ disputed, invoiceId }: Owed): boolean => !disputed && !promised.has(invoiceId);
  const unpaid = facts.openItems.filter(({ remaining }) => remaining.minorUnits > 0n).sort(byDueDate);
  const inReach = itemsInReach(facts);
  const free = unpaid.filter(isFree);
  const chaseable = inReach.filter(isFree);
  const [here, there] = [facts.calendar.today(facts.now), facts.calendar.customersDate(facts.now)];
  const day = here < there ? here : there;
  const overdue = chaseable.filter(({ dueOn }) => dueOn < day);
  const residues = residuesOf(unpaid, facts.residues, ({ disputed, dueOn }) => !disputed && dueOn < day);
  return { unpaid, inReach, free, chaseable, overdue, residues, anchor: free[0]?.dueOn ?? null };
};

/** Where a case stands that is not closed yet, or opens again. */
export const statusOf = (state: CollectionCase, { chaseable, inReach }: Standing): CaseStatus => {
  if (inReach.length === 0) return 'CLOSED';
  if (state.legal?.status === 'WITH_LEGAL') return 'WITH_LEGAL';
  if (state.pause) return 'PAUSED';
  if (chaseable.length > 0) return 'OPEN';
  return inReach.some(({ disputed }) => !disputed) ? 'PROMISED' : 'DISPUTED';
};

/** What remains of items, one amount for each currency. */
export const totalsOf = (items: readonly Pick<Owed, 'remaining'>[]): readonly Money[] => {
  const sums = new Map<string, bigint>();
  for (const { remaining } of items) {
    sums.set(remaining.currency, (sums.get(remaining.currency) ?? 0n) + remaining.minorUnits);
  }
  return [...sums].map(([currency, minorUnits]) => money(minorUnits, currency));
};

/**
 * Open items after money that is on the account but not allocated yet: nobody is asked for what they have sent. It goes
 * to the oldest due dates first, to disputed items last, in its own currency only.
 */
export const afterUnappliedCash = <T extends Owed>(openItems: readonly T[], cash: Money): readonly T[] => {
  let left = cash.minorUnits;
  const undisputedFirst = [...openItems].sort((a, b) => Number(a.disputed) - Number(b.disputed) || byDueDate(a, b));
  return undisputedFirst.map((item) => {
    if (item.remaining.currency !== cash.currency || left <= 0n) return item;
    const taken = left < item.remaining.minorUnits ? left : item.remaining.minorUnits;
    left -= taken;
    return {
      ...item,
      remaining: money(item.remaining.minorUnits - taken, cash.currency),
      carryingRemaining: item.carryingRemaining - taken,
    };
  });
};

import type { BusinessDate, Instant } from '../../shared/dates.ts';
import { addDays } from '../../shared/dates.ts';
import type { Grade } from '../../shared/domain/account/account.ts';
import { customerCalendar } from '../../shared/domain/calendar/sending-time.ts';
import { type CollectionCase, openCase } from '../../shared/domain/collection/case.ts';
import { type CaseCommand, decide } from '../../shared/domain/collection/decide.ts';
import type { CaseEvent } from '../../shared/domain/collection/events.ts';
import { evolveAll } from '../../shared/domain/collection/evolve.ts';
import { type LastLook, mayStillSend } from '../../shared/domain/collection/last-look.ts';
import { nextStep } from '../../shared/domain/collection/next-step.ts';
import { needsCase } from '../../shared/domain/collection/review.ts';
import { type CaseFacts, itemsInReach, type Owed } from '../../shared/domain/collection/standing.ts';
import { builtInCollections, strategyFor } from '../../shared/domain/collection/strategy.ts';
import { money } from '../../shared/money.ts';

export const owed = (invoiceId: string, dueOn: BusinessDate, euros = 100, rest: Partial<Owed> = {}): Owed => ({
  invoiceId,
  dueOn,
  remaining: money(BigInt(euros) * 100n, 'EUR'),
  carryingRemaining: BigInt(euros) * 100n,
  disputed: false,
  ...rest,
});

/** A step as it was taken: what a message would have said. */
export interface Sent {
  readonly caseId: string;
  readonly key: string;
  readonly kind: string;
  readonly at: Instant;
  readonly items: readonly Owed[];
}

interface Setting {
  readonly timeZone?: string;
  readonly country?: string;
  readonly environmentTimeZone?: string;
  readonly grade?: Grade;
  readonly minimumInvoices?: number;
  readonly collections?: typeof builtInCollections;
}

/** A customer who is chased: a ledger, a clock, and the case that is opened, stepped and woken as in operation. */
export const chasedCustomer = (setting: Setting = {}) => {
  const { country = 'DE', environmentTimeZone = 'Europe/Berlin', grade = null, timeZone } = setting;
  const collections = setting.collections ?? builtInCollections;
  const calendar = customerCalendar({
    environment: { timeZone: environmentTimeZone, country: 'DE' },
    customer: { timeZone: timeZone ?? null, country },
    quietHours: collections.quietHours,
  });
  const items = new Map<string, Owed>();
  const events: CaseEvent[] = [];
  const sent: Sent[] = [];
  let now: Instant = '2026-01-01T00:00:00.000Z';
  let state: CollectionCase | null = null;
  let cases = 0;

  const facts = (): CaseFacts => ({
    openItems: [...items.values()],
    strategy: strategyFor(collections, { grade, segment: 'retail' }),
    grade,
    minimumGapDays: collections.minimumGapDays,
    residues: collections,
    minimumInvoices: setting.minimumInvoices ?? 0,
    calendar,
    now,
  });
  const opened = (): CollectionCase | null => {
    if (!needsCase(state, facts())) return state;
    cases += 1;
    const dueThrough = itemsInReach(facts()).at(-1)?.dueOn ?? '';
    state = openCase({ caseId: `C${cases}`, customerId: 'K', at: now, dueThrough, before: state, policyVersion: 1 });
    return state;
  };
  const ask = (command: CaseCommand): readonly CaseEvent[] => {
    const current = opened();
    if (!current) return [];
    const happened = decide(current, command, facts());
    state = evolveAll(current, happened);
    events.push(...happened);
    return happened;
  };
  const next = () => (state ? nextStep(state, facts()) : null);
  const look = (key: string): LastLook | null => (state ? mayStillSend(state, { key }, facts()) : null);
  /** Takes the step that is due now, if any. */
  const takeDue = (): boolean => {
    const planned = next()?.step;
    if (!planned || !state || planned.at > now) return false;
    const seen = look(planned.key);
    if (!seen?.send) return false;
    ask({ type: 'TAKE_STEP', key: planned.key });
    sent.push({ caseId: state.caseId, key: planned.key, kind: planned.step.kind, at: now, items: seen.items });
    return true;
  };
  const run = () => {
    ask({ type: 'REVIEW' });
    while (takeDue());
  };
  /** The clock goes on to an instant; on the way days begin and what has been waited for comes. */
  const until = (instant: Instant) => {
    while (now < instant) {
      const tomorrow = calendar.startOf(addDays(calendar.today(now), 1));
      const wakeAt = next()?.wakeAt ?? tomorrow;
      const soonest = [instant, tomorrow, ...(wakeAt > now ? [wakeAt] : [])].sort()[0] ?? instant;
      now = soonest;
      run();
    }
  };
  return {
    calendar,
    events,
    items,
    sent,
    ask,
    facts,
    look,
    next,
    run,
    until,
    state: () => state,
    now: () => now,
    setNow: (instant: Instant) => {
      now = instant;
    },
    owes: (...more: readonly Owed[]) => {
      for (const item of more) items.set(item.invoiceId, item);
    },
    pays: (invoiceId: string, euros?: number) => {
      const item = items.get(invoiceId);
      if (!item) return;
      const left = euros === undefined ? 0n : item.remaining.minorUnits - BigInt(euros) * 100n;
      if (left > 0n) items.set(invoiceId, { ...item, remaining: money(left, 'EUR') });
      else items.delete(invoiceId);
      ask({ type: 'REVIEW', cause: 'PAYMENT' });
    },
    /** Steps with the customer's day of each. */
    story: () => sent.map(({ at, kind }) => `${calendar.customersDate(at)} ${kind}`),
    told: (type: CaseEvent['type']) => events.filter((event) => event.type === type),
  };
};

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addDaysToInstant, daysBetween, wallClockOf } from '../../shared/dates.ts';
import { isSendingDay } from '../../shared/domain/calendar/sending-time.ts';
import { builtInCollections, stepsFor, strategyFor } from '../../shared/domain/collection/strategy.ts';
import { money } from '../../shared/money.ts';
import { chasedCustomer, owed } from '../support/collection-cases.ts';

const INVOICES = 4;
const someone = 'cora.collector@example.com';

/** What can come between a case and its next step. Invoices are numbered; what makes no sense at the time is refused. */
type Event =
  | { readonly do: 'invoice'; readonly invoice: number; readonly dueIn: number; readonly euros: number }
  | { readonly do: 'pay'; readonly invoice: number; readonly euros: number | undefined }
  | { readonly do: 'bounce'; readonly invoice: number }
  | { readonly do: 'dispute' | 'resolve'; readonly invoice: number }
  | { readonly do: 'promise'; readonly invoice: number | null; readonly euros: number; readonly days: number }
  | { readonly do: 'pause'; readonly days: number }
  | { readonly do: 'resume' | 'escalate' | 'approve' | 'refuse' | 'recall' | 'again' };

const invoice = fc.nat(INVOICES - 1);
const euros = fc.integer({ min: 1, max: 300 });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('invoice' as const), invoice, dueIn: fc.integer({ min: -30, max: 20 }), euros }),
  fc.record({ do: fc.constant('pay' as const), invoice, euros: fc.option(euros, { nil: undefined }) }),
  fc.record({ do: fc.constant('bounce' as const), invoice }),
  fc.record({ do: fc.constantFrom('dispute' as const, 'resolve' as const), invoice }),
  fc.record({
    do: fc.constant('promise' as const),
    invoice: fc.option(invoice),
    euros,
    days: fc.integer({ min: 0, max: 15 }),
  }),
  fc.record({ do: fc.constant('pause' as const), days: fc.integer({ min: 1, max: 15 }) }),
  fc.record({
    do: fc.constantFrom(
      'resume' as const,
      'escalate' as const,
      'approve' as const,
      'refuse' as const,
      'recall' as const,
      'again' as const,
    ),
  }),
);

const stories = fc.record({
  place: fc.constantFrom(
    { timeZone: 'Europe/Berlin', country: 'DE' },
    { timeZone: 'Asia/Shanghai', country: 'CN' },
    { timeZone: 'America/Los_Angeles', country: 'US' },
    { timeZone: 'Asia/Riyadh', country: 'SA' },
  ),
  grade: fc.constantFrom('A' as const, 'D' as const),
  dueIn: fc.integer({ min: -10, max: 5 }),
  events: fc.array(fc.tuple(fc.double({ min: 0, max: 12, noNaN: true }), event), { maxLength: 25 }),
});

type Customer = ReturnType<typeof chasedCustomer>;

const refusable = (act: () => unknown): void => {
  try {
    act();
  } catch (error) {
    expect(['conflict', 'unprocessable']).toContain((error as { code?: string }).code);
  }
};

const happen = (customer: Customer, paid: Map<string, number>, what: Event): unknown => {
  const today = customer.calendar.today(customer.now());
  const id = 'invoice' in what && what.invoice !== null ? `I-${what.invoice}` : '';
  const item = customer.items.get(id);
  switch (what.do) {
    case 'invoice':
      if (!item && !paid.has(id)) customer.owes(owed(id, addDays(today, what.dueIn), what.euros));
      return;
    case 'pay':
      if (item) paid.set(`${id} ${item.dueOn}`, Number(item.remaining.minorUnits / 100n));
      return customer.pays(id, what.euros);
    case 'bounce': {
      const [known] = [...paid].filter(([key]) => key.startsWith(`${id} `));
      if (known && !item) customer.owes(owed(id, known[0].split(' ')[1] ?? today, known[1]));
      return;
    }
    case 'dispute':
    case 'resolve':
      if (item) customer.owes({ ...item, disputed: what.do === 'dispute' });
      return;
    case 'promise': {
      const promise = { promiseId: `P-${customer.events.length}`, invoiceIds: id ? [id] : null, by: someone };
      const amount = money(BigInt(what.euros) * 100n, 'EUR');
      return refusable(() => customer.ask({ type: 'PROMISE', ...promise, amount, payBy: addDays(today, what.days) }));
    }
    case 'pause':
      return refusable(() =>
        customer.ask({ type: 'PAUSE', until: addDays(today, what.days), reason: 'x', by: someone }),
      );
    case 'resume':
      return refusable(() => customer.ask({ type: 'RESUME', by: someone }));
    case 'escalate':
      return refusable(() => customer.ask({ type: 'ESCALATE', reason: 'x', by: someone }));
    case 'approve':
      return refusable(() => customer.ask({ type: 'APPROVE_HANDOFF', by: someone }));
    case 'refuse':
      return refusable(() => customer.ask({ type: 'REFUSE_HANDOFF', reason: 'x', by: someone }));
    case 'recall':
      return refusable(() => customer.ask({ type: 'RECALL_HANDOFF', reason: 'x', by: someone }));
    case 'again': {
      const last = customer.sent.at(-1);
      if (last) refusable(() => customer.ask({ type: 'TAKE_STEP', key: last.key }));
      return;
    }
    default:
      return what satisfies never;
  }
};

/** What must hold of a case whenever anything has happened to it. */
const holds = (customer: Customer): void => {
  const state = customer.state();
  if (!state) return;
  const { calendar, now, openItems } = customer.facts();
  const reach = customer.facts().grade === 'D' ? -3 : 1;
  const today = calendar.today(now);
  const inReach = openItems.filter((item) => item.remaining.minorUnits > 0n && addDays(item.dueOn, reach) <= today);
  expect(state.status === 'CLOSED').toBe(inReach.length === 0);
  const promised = state.promises.flatMap(({ invoiceIds }) => invoiceIds);
  const chaseable = inReach.filter(({ disputed, invoiceId }) => !disputed && !promised.includes(invoiceId));
  const outOfIt = state.pause !== null || state.legal?.status === 'WITH_LEGAL';
  if (!outOfIt && state.status !== 'CLOSED') expect(state.status === 'OPEN').toBe(chaseable.length > 0);
};

const tell = ({ dueIn, events, grade, place }: typeof stories extends fc.Arbitrary<infer T> ? T : never) => {
  const customer = chasedCustomer({ ...place, grade });
  const paid = new Map<string, number>();
  customer.setNow('2026-02-20T12:00:00.000Z');
  customer.owes(owed('I-0', addDays('2026-02-20', dueIn)));
  const check = () => {
    customer.run();
    holds(customer);
  };
  check();
  for (const [days, what] of events) {
    customer.until(addDaysToInstant(customer.now(), days));
    happen(customer, paid, what);
    check();
  }
  customer.until(addDaysToInstant(customer.now(), 120));
  check();
  return customer;
};

describe('any story of a case', () => {
  it('should take no step twice in a cycle, skip none, keep the gap and the hours, and write of nothing that is not owed', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { calendar, sent, told } = tell(story);
        const { country, timeZone } = story.place;
        const steps = stepsFor(strategyFor(builtInCollections, { grade: story.grade, segment: 'x' }), story.grade);
        const ids = steps.map(({ id }) => id);
        expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length);
        const byCycle = Map.groupBy(sent, ({ key }) => key.split('/').slice(0, 2).join('/'));
        const returned = told('HandoffReturned').length;
        for (const [, taken] of byCycle) {
          const places = taken.map(({ key }) => ids.indexOf(key.split('/')[2] ?? ''));
          const [first = 0] = places;
          // Steps follow one another; only a handoff that came back begins a cycle with the last step.
          expect(places).toEqual(places.map((_, index) => first + index));
          const begins = ids[first];
          const late = begins === 'friendly-reminder' || begins === 'before-due';
          expect(late || (returned > 0 && begins === 'legal-handoff')).toBe(true);
        }
        for (const [index, { at, items, kind }] of sent.entries()) {
          const { date, minutes } = wallClockOf(at, timeZone);
          expect(isSendingDay(date, country)).toBe(true);
          expect(minutes).toBeGreaterThanOrEqual(8 * 60);
          expect(minutes).toBeLessThan(18 * 60);
          const before = sent[index - 1];
          if (before) expect(daysBetween(calendar.customersDate(before.at), date)).toBeGreaterThanOrEqual(3);
          expect(items.length).toBeGreaterThan(0);
          for (const item of items) {
            expect(item.disputed).toBe(false);
            expect(item.remaining.minorUnits).toBeGreaterThan(0n);
            if (kind !== 'REMINDER_BEFORE_DUE') expect(item.dueOn < date).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('should write of nothing that is promised, and say the same when it is looked at again', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { events, sent } = tell(story);
        const running = new Map<string, readonly string[]>();
        let step = 0;
        for (const happened of events) {
          if (happened.type === 'PromiseMade') running.set(happened.promise.promiseId, happened.promise.invoiceIds);
          if (happened.type === 'PromiseEnded') running.delete(happened.promiseId);
          if (happened.type === 'CaseClosed') running.clear();
          if (happened.type !== 'StepTaken') continue;
          const promised = new Set([...running.values()].flat());
          const items = sent[step]?.items ?? [];
          expect(items.length).toBe(happened.items);
          expect(items.some(({ invoiceId }) => promised.has(invoiceId))).toBe(false);
          step += 1;
        }
        expect(step).toBe(sent.length);
      }),
      { numRuns: 30 },
    );
  });
});

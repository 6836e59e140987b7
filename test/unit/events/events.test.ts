import { describe, expect, it } from 'vitest';
import { eventsOf, trimEvent } from '../../../functions/publish-events/events.ts';
import { toOutgoing, toRequests } from '../../../functions/publish-events/requests.ts';
import { EventDetail, eventData } from '../../../shared/contracts/events.ts';
import { noMovement } from '../../../shared/domain/account/account.ts';
import { chainEntry, type HistoryEntry, type NewEntry } from '../../../shared/domain/history/entry.ts';

const euro = (amount: string) => ({ amount, currency: 'EUR' });

const entryOf = (entry: Partial<NewEntry>, customerId = 'C-1', version = 6): HistoryEntry =>
  chainEntry(
    { customerId, currency: 'EUR', version, lastHash: 'a'.repeat(64), lastEntryAt: '' },
    { kind: 'CustomerHeld', deltas: noMovement, data: { reason: 'late', status: 'ON_HOLD' }, ...entry },
    { now: '2026-03-31T22:30:00.000Z', by: 'erp', correlationId: 'corr-1' },
  );

const approval = (codes: readonly string[]): HistoryEntry =>
  entryOf({
    kind: 'CreditDecisionMade',
    deltas: { ...noMovement, reservations: 420_000n },
    data: {
      decisionId: '01KN1W0M9GZ8Y3T6B4RAQX2V7C',
      decision: 'APPROVED',
      orderId: 'SO-1',
      amount: euro('4200.00'),
      reasons: codes.map((code) => ({ code, message: `because of ${code}`, facts: { utilization: '0.86' } })),
      exposureAfter: euro('21500.00'),
      effectiveLimit: euro('25000.00'),
      available: euro('3500.00'),
      policyVersion: 1,
    },
  });

const bus = { name: 'credence-test', timeZone: 'Europe/Berlin' };
const outgoing = (customerIds: readonly string[], data = {}) =>
  customerIds.flatMap((customerId, index) =>
    eventsOf(entryOf({ data }, customerId, index)).map((event) => toOutgoing(event, index, bus)),
  );

describe('eventsOf', () => {
  it('should tell everything about an entry, and its place in the chain', () => {
    const entry = entryOf({});
    expect(eventsOf(entry)).toEqual([
      {
        type: 'CustomerHeld',
        detail: {
          schemaVersion: 1,
          eventId: 'C-1#7',
          customerId: 'C-1',
          seq: 7,
          at: '2026-03-31T22:30:00.000Z',
          correlationId: 'corr-1',
          by: 'erp',
          currency: 'EUR',
          deltas: { openReceivables: euro('0.00'), reservations: euro('0.00'), unappliedCash: euro('0.00') },
          data: { reason: 'late', status: 'ON_HOLD' },
          hash: entry.hash,
        },
      },
    ]);
  });

  const crossing = (crossed: readonly string[]) => ({
    limitOf: 'C-1',
    crossed,
    usedPercent: '86.00',
    exposure: euro('21500.00'),
    effectiveLimit: euro('25000.00'),
    available: euro('3500.00'),
  });
  const crossedBy = (entry: Partial<NewEntry>) => eventsOf(entryOf(entry));

  it('should warn beside the entry by which the exposure crosses the share of the limit', () => {
    const { kind, data } = approval([]);
    const [decision, warning, ...more] = crossedBy({ kind, data: { ...data, limitUsed: crossing(['NEARLY']) } });
    expect(more).toEqual([]);
    expect(decision).toMatchObject({ type: 'CreditDecisionMade' });
    expect(warning).toMatchObject({
      type: 'LimitNearlyUsed',
      detail: {
        eventId: 'C-1#7#LimitNearlyUsed',
        seq: 7,
        deltas: { reservations: euro('0.00') },
        data: {
          limitOf: 'C-1',
          occasion: 'CreditDecisionMade',
          orderId: 'SO-1',
          message: 'The limit of 25000.00 EUR is used to 86.00 %.',
          exposureAfter: euro('21500.00'),
          available: euro('3500.00'),
          isFullyUsed: false,
        },
      },
    });
    expect(EventDetail.safeParse(warning?.detail).success).toBe(true);
    expect(eventData.LimitNearlyUsed.safeParse(warning?.detail.data).success).toBe(true);
    expect(eventData.CreditDecisionMade.safeParse(decision?.detail.data).success).toBe(true);
  });

  it('should tell of both when one movement goes all the way, and of a shared limit by another name', () => {
    const posted = {
      kind: 'ReceivablePosted',
      data: {
        limitUsed: crossing(['NEARLY', 'FULLY']),
        groupLimitUsed: { ...crossing(['FULLY']), limitOf: 'PARENT' },
      },
    } as const;
    const told = crossedBy(posted).slice(1);
    expect(told.map(({ type, detail }) => [type, detail.eventId, detail.data['limitOf']])).toEqual([
      ['LimitNearlyUsed', 'C-1#7#LimitNearlyUsed', 'C-1'],
      ['LimitFullyUsed', 'C-1#7#LimitFullyUsed', 'C-1'],
      ['LimitFullyUsed', 'C-1#7#LimitFullyUsed-group', 'PARENT'],
    ]);
    for (const { detail } of told) expect(eventData.LimitFullyUsed.safeParse(detail.data).success).toBe(true);
    expect(told[0]?.detail.data).toMatchObject({ occasion: 'ReceivablePosted', isFullyUsed: true });
  });

  it('should not warn again of a limit that was nearly used before, whatever the reasons of a decision say', () => {
    expect(eventsOf(approval(['LIMIT_NEARLY_USED']))).toHaveLength(1);
    expect(crossedBy({ data: { limitUsed: 'NEARLY' } })).toHaveLength(1);
    expect(crossedBy({ data: { limitUsed: { crossed: 'NEARLY' } } })).toHaveLength(1);
  });

  it('should warn of an unusual order, and of nothing when the decision has other reasons', () => {
    const { data, kind } = approval(['LIMIT_NEARLY_USED', 'UNUSUAL_ORDER']);
    const [, warning, ...more] = crossedBy({ kind, data: { ...data, tellsUnusual: true } });
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      type: 'UnusualOrder',
      detail: { data: { orderId: 'SO-1', decision: 'APPROVED', message: 'because of UNUSUAL_ORDER' } },
    });
    expect(eventData.UnusualOrder.safeParse(warning?.detail.data).success).toBe(true);
    const told = { tellsUnusual: true };
    expect(crossedBy({ data: { reasons: [{ code: 'UNUSUAL_ORDER' }], ...told } })).toHaveLength(1);
    expect(crossedBy({ kind: 'CreditDecisionMade', data: { reasons: 'UNUSUAL_ORDER', ...told } })).toHaveLength(1);
  });

  it('should not warn again of an order that was told of before', () => {
    expect(eventsOf(approval(['UNUSUAL_ORDER']))).toHaveLength(1);
  });

  it('should keep what a decision was made on, and what a draft makes of it, to the history', () => {
    const { data, kind } = approval([]);
    const entry = { data: { ...data, inputs: { today: '2026-03-31' }, shadow: { decision: 'REFERRED' } } };
    expect(crossedBy({ kind, ...entry })).toMatchObject([{ detail: { data: { orderId: 'SO-1' } } }]);
    expect(crossedBy({ kind, ...entry })[0]?.detail.data).toEqual(data);
    expect(crossedBy(entry)[0]?.detail.data).toEqual(entry.data);
  });

  it('should tell of a grade that drops, and of no other change of it', () => {
    const cut = { from: euro('10.00'), to: euro('5.00') };
    const graded = (from: string | null, grade: string | null, limit: typeof cut | null = null) =>
      crossedBy({ kind: 'GradeChanged', data: { from, grade, score: 500, reason: 'late', limit } });
    expect(graded('B', 'D').map(({ type }) => type)).toEqual(['GradeChanged', 'GradeDropped']);
    expect(graded('B', 'D')[1]?.detail).toMatchObject({
      eventId: 'C-1#7#GradeDropped',
      data: { from: 'B', grade: 'D' },
    });
    expect(graded('D', 'B')).toHaveLength(1);
    expect(graded(null, 'E')).toHaveLength(1);
    expect(graded('A', null)).toHaveLength(1);
    const first = graded(null, 'D', cut);
    expect(first.map(({ type }) => type)).toEqual(['GradeChanged', 'CreditLimitChanged', 'GradeDropped']);
    expect(first[2]?.detail).toMatchObject({ data: { from: null, grade: 'D', limit: cut } });
    const inAdvance = crossedBy({
      kind: 'GradeChanged',
      data: { from: null, grade: 'E', score: 200, reason: 'late', limit: null, prepayment: true },
    });
    const dropped = [graded('B', 'D')[1], first[2], inAdvance[1]];
    for (const one of dropped) expect(eventData.GradeDropped.safeParse(one?.detail.data).success).toBe(true);
  });
});

describe('an invoice that was past due as it was posted', () => {
  const posted = (data: NewEntry['data']) =>
    eventsOf(
      entryOf({
        kind: 'ReceivablePosted',
        deltas: { ...noMovement, openReceivables: 1_000n },
        data: {
          invoiceId: 'I-1',
          amount: euro('10.00'),
          issuedOn: '2026-01-01',
          dueOn: '2026-01-31',
          ...data,
        },
      }),
    );

  it('should be told of as overdue beside its posting, when no daily run will come to it', () => {
    const [own, overdue, ...more] = posted({ pastDue: true });
    expect(more).toEqual([]);
    expect(own).toMatchObject({ type: 'ReceivablePosted', detail: { deltas: { openReceivables: euro('10.00') } } });
    expect(overdue).toMatchObject({
      type: 'ReceivableOverdue',
      detail: {
        eventId: 'C-1#7#ReceivableOverdue',
        deltas: { openReceivables: euro('0.00') },
        data: { invoices: [{ invoiceId: 'I-1', dueOn: '2026-01-31', remaining: euro('10.00') }] },
      },
    });
    expect(eventData.ReceivableOverdue.safeParse(overdue?.detail.data).success).toBe(true);
  });

  it('should be told of as falling due when its day is near, and the daily run has told of that day before', () => {
    const [, falling, ...more] = posted({ fallingDue: true });
    expect(more).toEqual([]);
    expect(falling).toMatchObject({ type: 'ReceivableFallingDue', detail: { eventId: 'C-1#7#ReceivableFallingDue' } });
    expect(eventData.ReceivableFallingDue.safeParse(falling?.detail.data).success).toBe(true);
  });

  it('should be left to the daily run otherwise', () => {
    expect(posted({}).map(({ type }) => type)).toEqual(['ReceivablePosted']);
  });
});

describe('trimEvent', () => {
  it('should keep what is small and say where the rest is, on the business date of the environment', () => {
    const [event] = eventsOf(entryOf({ data: { paymentId: 'P-1', invoices: ['x'.repeat(2_000)] } }));
    if (!event) throw new Error('no event');
    const trimmed = trimEvent(event, 'Europe/Berlin').detail;
    expect(EventDetail.parse(trimmed)).toMatchObject({
      data: { paymentId: 'P-1' },
      trimmed: { fields: ['invoices'], history: '/v1/customers/C-1/history?from=2026-04-01&to=2026-04-01' },
    });
    expect(trimmed.data).not.toHaveProperty('invoices');
  });
});

describe('toOutgoing', () => {
  const detailOf = (text: string) => JSON.parse(toOutgoing(eventOf(text), 0, bus).entry.Detail ?? '');
  const eventOf = (text: string) => {
    const [event] = eventsOf(entryOf({ data: { id: 'P-1', text } }));
    if (!event) throw new Error('no event');
    return event;
  };

  it('should address the bus, with the time of the entry', () => {
    const { entry } = toOutgoing(eventOf('x'), 0, bus);
    expect(entry).toMatchObject({ EventBusName: 'credence-test', Source: 'credence', DetailType: 'CustomerHeld' });
    expect(entry.Time).toEqual(new Date('2026-03-31T22:30:00.000Z'));
  });

  it('should trim an event only when it is larger than the bus takes, counted in bytes', () => {
    expect(detailOf('x'.repeat(250_000))).not.toHaveProperty('trimmed');
    expect(detailOf('x'.repeat(263_000))).toHaveProperty('trimmed');
    expect(detailOf('ü'.repeat(140_000))).toMatchObject({ data: { id: 'P-1' }, trimmed: { fields: ['text'] } });
    expect(toOutgoing(eventOf('ü'.repeat(140_000)), 0, bus).bytes).toBeLessThan(2_000);
  });
});

describe('toRequests', () => {
  const sizes = (events: ReturnType<typeof outgoing>) => toRequests(events).map((request) => request.length);

  it('should put at most ten events in a request, in their order', () => {
    const events = outgoing(Array.from({ length: 23 }, (_, n) => `C-${n}`));
    expect(sizes(events)).toEqual([10, 10, 3]);
    expect(toRequests(events).flat()).toEqual(events);
  });

  it('should not put two events of a customer in one request', () => {
    expect(sizes(outgoing(['A', 'B', 'A', 'C', 'B', 'B']))).toEqual([2, 3, 1]);
  });

  it('should not put more bytes in a request than the bus takes', () => {
    expect(sizes(outgoing(['A', 'B', 'C', 'D', 'E'], { text: 'x'.repeat(100_000) }))).toEqual([2, 2, 1]);
  });

  it('should make no request when there is no event', () => {
    expect(toRequests([])).toEqual([]);
  });
});

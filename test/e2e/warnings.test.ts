import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';
import { eventually } from '../support/e2e/links.ts';

const { advance, ask, call, customer, day, endpoints, history, invoice, pay, reserve } = sharedPlatform();

interface SentMail {
  readonly to: string;
  readonly subject: string;
}

/** Mails to an address, the oldest first; waits until there are so many. */
const mailsTo = (to: string, count: number): Promise<readonly string[]> =>
  eventually(`mail number ${count} to ${to}`, async () => {
    const sent = (await (await fetch(endpoints.outbox)).json()) as readonly SentMail[];
    const own = sent.filter((mail) => mail.to === to).map(({ subject }) => subject);
    return own.length >= count ? own.reverse() : undefined;
  });

const analyst = (): string => `${newId('analyst')}@example.com`.toLowerCase();

/** The data of the one event of a type about a customer; waits until it is on the bus. */
const eventOf = (customerId: string, detailType: string) =>
  eventually(`${detailType} of ${customerId}`, async () => {
    const query = new URLSearchParams({ customerId, detailType, limit: '10' });
    const { items } = (await (await fetch(`${endpoints.control}/events?${query}`)).json()) as {
      readonly items: readonly { readonly detail: { readonly data: Readonly<Record<string, unknown>> } }[];
    };
    expect(items.length).toBeLessThanOrEqual(1);
    return items[0]?.detail.data;
  });
const kindsOf = async (customerId: string) => (await history(customerId)).map(({ kind }) => kind);

describe('warnings', () => {
  it('should go out when orders and invoices use up the limit, and again after it was paid down', async () => {
    const creditAnalyst = analyst();
    const customerId = await customer('1000.00', { creditAnalyst });
    expect((await reserve(customerId, eur('850.00'))).decision).toBe('APPROVED');
    expect(await mailsTo(creditAnalyst, 1)).toEqual([`85.00 % of the limit is used: ${customerId} GmbH`]);
    const { invoiceId } = await invoice({ customerId, amount: eur('200.00') });
    expect((await mailsTo(creditAnalyst, 2))[1]).toBe(`The credit limit is used up: ${customerId} GmbH`);
    await pay({ customerId, amount: eur('200.00'), allocations: [{ invoiceId, amount: eur('200.00') }] });
    await invoice({ customerId, amount: eur('150.00') });
    expect(await mailsTo(creditAnalyst, 3)).toHaveLength(3);
    const crossed = (await history(customerId)).flatMap(({ data }) => {
      const { crossed: uses = [] } = (data['limitUsed'] ?? {}) as { crossed?: readonly string[] };
      return uses;
    });
    expect(crossed).toEqual(['NEARLY', 'FULLY', 'FULLY']);
  });

  it('should tell once of an invoice that falls due and of a cover that is about to lapse', async () => {
    const creditAnalyst = analyst();
    const customerId = await customer('1000.00', { creditAnalyst });
    const cover = {
      ...{ kind: 'INSURANCE', provider: 'Sure', amount: eur('500.00'), coveredPercent: '90' },
      ...{ validFrom: await day(-30), validTo: await day(20) },
    };
    await call('putCover', { params: { customerId, coverId: newId('K') }, body: cover });
    await invoice({ customerId, amount: eur('10.00'), issuedOn: await day(-10), dueOn: await day(2) });
    await advance('P1D');
    const [subject] = await mailsTo(creditAnalyst, 1);
    expect(subject).toContain('A cover lapses after');
    await advance('P1D');
    const kinds = await kindsOf(customerId);
    expect(kinds.filter((kind) => kind === 'CoverLapsing')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'ReceivableFallingDue')).toHaveLength(1);
    expect(await mailsTo(creditAnalyst, 1)).toHaveLength(1);
  });
});

describe('a grade that drops', () => {
  it('should be told of when payments bounce, with the limit that fell, though it is the first grade', async () => {
    const creditAnalyst = analyst();
    const customerId = await customer('1000.00', { creditAnalyst });
    for (let number = 0; number < 3; number += 1) {
      const { invoiceId } = await invoice({ customerId, amount: eur('20.00') });
      const allocations = [{ invoiceId, amount: eur('20.00') }];
      const { paymentId } = await pay({ customerId, amount: eur('20.00'), allocations });
      await call('reversePayment', { params: { paymentId }, body: { reason: 'No funds' } });
    }
    // Nobody moves the clock: the news of the bounces does it.
    const limit = { from: eur('1000.00'), to: eur('500.00') };
    expect(await eventOf(customerId, 'GradeDropped')).toMatchObject({ from: null, grade: 'D', limit });
    expect(await mailsTo(creditAnalyst, 1)).toEqual([`The first grade is D: ${customerId} GmbH`]);
    const { body } = await call('getCustomerScore', { params: { customerId } });
    const reason = 'No better than D: 3 or more bounced payments within 12 months.';
    expect(body).toMatchObject({ grade: 'D', reason });
  });
});

describe('an unusual order', () => {
  it('should be told of as an event and by mail, once', async () => {
    const creditAnalyst = analyst();
    const customerId = await customer('9000.00', { creditAnalyst });
    for (let number = 0; number < 10; number += 1) {
      await invoice({ customerId, amount: eur('10.00'), issuedOn: await day(-20) });
    }
    const orderId = newId('O');
    const { decision, reasons } = await reserve(customerId, eur('400.00'), { orderId });
    expect(decision).toBe('APPROVED');
    expect(reasons.map(({ code }) => code)).toContain('UNUSUAL_ORDER');
    expect(await eventOf(customerId, 'UnusualOrder')).toMatchObject({ orderId, amount: eur('400.00') });
    await reserve(customerId, eur('420.00'), { orderId });
    const [subject, ...more] = await mailsTo(creditAnalyst, 1);
    expect(subject).toBe(`Unusual order of EUR 400.00: ${customerId} GmbH`);
    expect(more).toEqual([]);
  });
});

describe('the report on overrides', () => {
  it('should come as JSON and as CSV', async () => {
    const { body } = await call('getOverridesReport', {});
    expect(body).toMatchObject({ factor: '2', minimum: 5, total: { letThrough: { orders: expect.any(Number) } } });
    const { headers, text } = await ask('getOverridesReport', { headers: { accept: 'text/csv' } });
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    const [total] = parse(text, { columns: true }) as Record<string, string>[];
    expect(total).toMatchObject({ topic: 'total', decided: String(body.total.decided) });
  });
});

import { createHash } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import type { HistoryEntryView } from '../../shared/contracts/history.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const platform = sharedPlatform();
const { advance, call, check, customer, day, endpoints, history, invoice, pay, profile, refusal, reserve } = platform;

/** Everything that can happen to a customer, once. */
const eventfulCustomer = async (): Promise<string> => {
  const customerId = await customer('500.00');
  const params = { customerId };
  const orderId = newId('O');
  await reserve(customerId, eur('80.00'), { orderId });
  await call('amendReservation', { params: { orderId }, body: { amount: eur('90.00') } });
  await reserve(customerId, eur('5000.00'));
  const { invoiceId } = await invoice({ customerId, amount: eur('60.00'), orderId });
  await call('releaseReservation', { params: { orderId } });
  const { paymentId } = await pay({ customerId, amount: eur('70.00') });
  await call('reversePayment', { params: { paymentId }, body: { reason: 'bounced' } });
  const note = { customerId, amount: eur('10.00'), issuedOn: await day(), reason: 'Größe falsch — “zurück” \u{1F6B2}' };
  await call('postCreditNote', { params: { creditNoteId: newId('N') }, body: note });
  const cover = { kind: 'GUARANTEE', provider: 'Bank', amount: eur('50.00'), coveredPercent: '50' };
  const covered = { ...cover, validFrom: await day(), validTo: await day(3) };
  await call('putCover', { params: { customerId, coverId: 'G' }, body: covered });
  await call('deleteCover', { params: { customerId, coverId: 'G' } });
  const disputed = { customerId, invoiceIds: [invoiceId], reason: 'x' };
  const { body } = await call('openDispute', { body: disputed });
  const closing = { resolution: 'REJECTED', note: 'x' };
  await call('resolveDispute', { params: { disputeId: body.disputeId }, body: closing });
  await call('holdCustomer', { params, body: { reason: 'x' } });
  await call('writeOffReceivable', { params: { invoiceId }, body: { reason: 'x' } });
  await reserve(customerId, eur('1.00'), { orderId });
  return customerId;
};

/** As anyone can do it with a description of RFC 8785 in hand. */
const hashOf = ({ hash: _hash, ...entry }: HistoryEntryView): string =>
  createHash('sha256')
    .update(canonicalize(entry) ?? '')
    .digest('hex');

const minorUnits = ({ amount }: { amount: string }) => BigInt(amount.replace('.', ''));

describe('the history', () => {
  it('should be a chain without a gap that anyone can recompute, and add up to the profile', async () => {
    const customerId = await eventfulCustomer();
    const entries = await history(customerId);
    let previous: string | null = null;
    const sums = { openReceivables: 0n, reservations: 0n, unappliedCash: 0n };
    for (const [index, entry] of entries.entries()) {
      expect(entry).toMatchObject({ customerId, seq: index + 1, previousHash: previous, hash: hashOf(entry) });
      for (const name of ['openReceivables', 'reservations', 'unappliedCash'] as const) {
        sums[name] += minorUnits(entry.deltas[name]);
      }
      previous = entry.hash;
    }
    const { exposure, version } = await profile(customerId);
    expect(version).toBe(entries.length);
    for (const name of ['openReceivables', 'reservations', 'unappliedCash'] as const) {
      expect(minorUnits(exposure[name]), name).toBe(sums[name]);
    }
    expect(minorUnits(exposure.total)).toBe(sums.openReceivables + sums.reservations - sums.unappliedCash);
    expect(new Set(entries.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(14);
  });

  it('should be listed newest first, and between two dates, both included', async () => {
    const customerId = await customer('100.00');
    const first = await day();
    await advance('P1D');
    await check(customerId, eur('1.00'));
    const second = await day();
    await advance('P2D');
    await check(customerId, eur('2.00'));
    const third = await day();
    const list = async (query: Record<string, string>) => {
      const { body } = await call('listHistory', { params: { customerId }, query });
      return body.items.map(({ seq }) => seq);
    };
    expect(await list({})).toEqual([4, 3, 2, 1]);
    expect(await list({ from: second })).toEqual([4, 3]);
    expect(await list({ to: second })).toEqual([3, 2, 1]);
    expect(await list({ from: second, to: second })).toEqual([3]);
    expect(await list({ from: first, to: third })).toEqual([4, 3, 2, 1]);
    const between = await refusal('listHistory', { params: { customerId }, query: { from: third, to: first } });
    expect(between).toMatchObject({ code: 'validation', errors: [{ path: 'to' }] });
    for (const date of ['2026-02-29', 'yesterday', '2026-1-1', '2026-01-01T00:00:00Z']) {
      const problem = await refusal('listHistory', { params: { customerId }, query: { from: date } });
      expect(problem).toMatchObject({ code: 'validation', errors: [{ path: 'from' }] });
    }
  });

  it('should go on page by page between two dates', async () => {
    const customerId = await customer('100.00');
    for (let number = 0; number < 5; number += 1) await check(customerId, eur('1.00'));
    const query: Record<string, string | number> = { from: await day(), to: await day(), limit: 3 };
    const params = { customerId };
    const { body: first } = await call('listHistory', { params, query });
    const { body: rest } = await call('listHistory', { params, query: { ...query, cursor: first.nextCursor ?? '' } });
    const seqs = [...first.items, ...rest.items].map(({ seq }) => seq);
    expect(seqs).toEqual([7, 6, 5, 4, 3, 2, 1].slice(0, seqs.length));
    expect(seqs.length).toBeGreaterThan(3);
  });

  it('should show that a decision was changed afterwards, wherever it stands', async () => {
    const customerId = await customer('100.00');
    const decision = await check(customerId, eur('1.00'));
    const next = await check(customerId, eur('2.00'));
    const unknown = await check(newId('nobody'), eur('3.00'));
    const verify = async (decisionId: string) => (await call('verifyDecision', { params: { decisionId } })).body.valid;
    for (const { decisionId } of [decision, next, unknown]) expect(await verify(decisionId)).toBe(true);

    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ endpoint: endpoints.dynamodb, region: 'eu-central-1', credentials });
    const { TableNames } = await client.send(new ListTablesCommand({}));
    const forge = (pk: string, sk: string, name: string, text: string) =>
      client.send(
        new UpdateItemCommand({
          TableName: TableNames?.[0],
          Key: { pk: { S: pk }, sk: { S: sk } },
          UpdateExpression: 'SET #name = :text',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':text': { S: text } },
        }),
      );
    const entry = (await history(customerId)).find(({ data }) => data['decisionId'] === decision.decisionId);
    const sk = `HISTORY#${entry?.at}#${String(entry?.seq).padStart(10, '0')}`;
    await forge(`CUSTOMER#${customerId}`, sk, 'data', JSON.stringify({ ...decision, decision: 'DECLINED' }));
    await forge(
      `DECISION#${unknown.decisionId}`,
      'DECISION',
      'record',
      JSON.stringify({ ...unknown, decision: 'APPROVED' }),
    );
    client.destroy();
    for (const { decisionId } of [decision, unknown]) expect(await verify(decisionId)).toBe(false);
    expect(await verify(next.decisionId)).toBe(false);
  });
});

describe('GET /v1/customers/{customerId}/statement', () => {
  it('should list what is open, oldest due first, with sums that agree', async () => {
    const customerId = await customer('100.00', { legalName: 'Nordwind' });
    const issuedOn = await day(-40);
    const later = await invoice({ customerId, amount: eur('20.00'), issuedOn, dueOn: await day(9) });
    const orderId = newId('O');
    const overdue = await invoice({ customerId, amount: eur('30.00'), orderId, issuedOn, dueOn: await day(-5) });
    const paid = await invoice({ customerId, amount: eur('5.00'), issuedOn });
    const allocate = (invoiceId: string, amount: string) => ({ invoiceId, amount: eur(amount) });
    const allocations = [allocate(paid.invoiceId, '5.00'), allocate(overdue.invoiceId, '10.00')];
    await pay({ customerId, amount: eur('15.00'), allocations });
    await pay({ customerId, amount: eur('1.00'), allocations: [] });
    const { body } = await call('getStatement', { params: { customerId } });
    const item = ({ invoiceId, dueOn, amount }: typeof later) => ({ invoiceId, issuedOn, dueOn, amount });
    expect(body).toEqual({
      customerId,
      legalName: 'Nordwind',
      currency: 'EUR',
      asOf: await day(),
      items: [
        {
          ...item(overdue),
          orderId,
          remaining: eur('20.00'),
          status: 'PARTLY_PAID',
          disputed: false,
          daysPastDue: 5,
        },
        { ...item(later), remaining: eur('20.00'), status: 'OPEN', disputed: false, daysPastDue: 0 },
      ],
      openReceivables: eur('40.00'),
      overdue: eur('20.00'),
      unappliedCash: eur('1.00'),
      balance: eur('39.00'),
    });
  });

  it('should be CSV when CSV is asked for, and JSON otherwise', async () => {
    const customerId = await customer('100.00');
    const { invoiceId } = await invoice({ customerId, amount: eur('20.00') });
    const params = { customerId };
    const ask = async (accept: string) => {
      const { headers, text } = await call('getStatement', { params, headers: { accept } });
      return { type: headers.get('content-type')?.split(';')[0], text };
    };
    const csv = await ask('text/csv');
    expect(csv.type).toBe('text/csv');
    const [header, line, end] = csv.text.split('\r\n');
    expect(header).toMatch(/^invoiceId,.*remaining/);
    expect(line).toMatch(new RegExp(`^${invoiceId},.*20\\.00`));
    expect(end).toBe('');
    expect((await ask('text/csv;q=0.1, application/json')).type).toBe('application/json');
    for (const accept of ['*/*', 'application/json', 'application/xml', '', 'text/*;q=0.5, */*;q=0.1, ???']) {
      expect(['application/json', 'text/csv']).toContain((await ask(accept)).type);
    }
    expect((await ask('*/*')).type).toBe('application/json');
  });
});

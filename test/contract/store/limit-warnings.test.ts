import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../shared/domain/history/entry.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { recordCover, removeCover } from '../../../shared/store/covers.ts';
import { attendCustomer } from '../../../shared/store/daily-runs/attend-customer.ts';
import { loadDecision } from '../../../shared/store/decisions.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { staff } from '../../support/daily-runs.ts';
import { check, createCustomer, eur, invoice, pay, setLimit } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';
import { grantLimit } from '../../support/temporary-limits.ts';

const { database, desk } = await soundDesk();

const entriesOf = async (customerId: string): Promise<readonly HistoryEntry[]> =>
  (await listHistory(database.table, { customerId, limit: 200 })).entries.toReversed();
const crossedIn = (entry: HistoryEntry, name = 'limitUsed') =>
  ((entry.data[name] as { crossed?: readonly string[] } | undefined)?.crossed ?? []).map(
    (use) => `${entry.kind} ${use}`,
  );
const crossings = async (customerId: string, name = 'limitUsed') =>
  (await entriesOf(customerId)).flatMap((entry) => crossedIn(entry, name));
const standing = async (customerId: string) => (await loadAccount(database.table, customerId))?.limitUsed;
const cover = { kind: 'INSURANCE', provider: 'Sure', coveredPercent: '100', validFrom: '2026-01-01' } as const;

describe('warnings of a used limit', () => {
  it('should be told once when orders and invoices cross it, and again after the use has been below', async () => {
    await createCustomer(desk.at(), 'C', { limit: 1_000_00 });
    await check(desk.at(), 'C', 'O-1', eur(790_00));
    expect(await standing('C')).toBeNull();
    const warned = await check(desk.at(), 'C', 'O-2', eur(100_00));
    expect(warned).toMatchObject({ decision: 'APPROVED', reasons: [{ code: 'LIMIT_NEARLY_USED' }] });
    await check(desk.at(), 'C', 'O-3', eur(50_00));
    await invoice(desk.at(), 'C', 'I-1', eur(100_00));
    await invoice(desk.at(), 'C', 'I-2', eur(100_00));
    await releaseReservation(desk.at(), 'O-1');
    expect(await standing('C')).toBeNull();
    await invoice(desk.at(), 'C', 'I-3', eur(900_00));
    expect(await crossings('C')).toEqual([
      'CreditDecisionMade NEARLY',
      'ReceivablePosted FULLY',
      'ReceivablePosted NEARLY',
      'ReceivablePosted FULLY',
    ]);
    // The warning is the entry's, not the decision's.
    const { record } = await loadDecision(database.table, String(warned['decisionId']));
    expect(record).toMatchObject(warned);
    expect(record).not.toHaveProperty('limitUsed');
  });

  it('should be told of whatever else moves the exposure or the limit', async () => {
    await createCustomer(desk.at(), 'D', { limit: 1_000_00 });
    await invoice(desk.at(), 'D', 'D-1', eur(900_00));
    await pay(desk.at(), 'D', 'P-1', eur(900_00), { allocations: [{ invoiceId: 'D-1', amount: eur(900_00) }] });
    await reversePayment(desk.at(), 'P-1', 'bounced');
    await setLimit(desk.at(), 'D', 800_00);
    await recordCover(desk.at(), 'D', { ...cover, coverId: 'K', amount: eur(1_000_00), validTo: '2026-12-31' }, 'k');
    await removeCover(desk.at(), 'D', 'K');
    await setLimit(desk.at(), 'D', 'unlimited');
    expect(await standing('D')).toBeNull();
    expect(await crossings('D')).toEqual([
      'ReceivablePosted NEARLY',
      'PaymentReversed NEARLY',
      'CreditLimitChanged FULLY',
      'CoverRemoved NEARLY',
      'CoverRemoved FULLY',
    ]);
  });

  it('should be told by the daily run when a cover or a temporary limit is over', async () => {
    await createCustomer(desk.at(), 'E', { limit: 500_00 });
    await grantLimit(desk.at(), 'E', 2_000_00, '2026-03-04');
    await invoice(desk.at(), 'E', 'E-1', eur(450_00), { dueOn: '2026-12-31' });
    expect(await crossings('E')).toEqual([]);
    desk.setTo('2026-03-05T04:00:00Z');
    await attendCustomer(desk.at(), staff, 'E');
    await attendCustomer(desk.at(), staff, 'E');
    expect(await crossings('E')).toEqual(['TemporaryLimitEnded NEARLY']);
    await recordCover(desk.at(), 'E', { ...cover, coverId: 'L', amount: eur(500_00), validTo: '2026-03-06' }, 'l');
    desk.setTo('2026-03-07T04:00:00Z');
    await attendCustomer(desk.at(), staff, 'E');
    expect(await crossings('E')).toEqual(['TemporaryLimitEnded NEARLY', 'CoverLapsed NEARLY']);
  });

  it('should be told of a shared limit by whichever member crosses it, once', async () => {
    await createCustomer(desk.at(), 'G', { limit: 1_000_00 });
    for (const id of ['G-1', 'G-2']) await createCustomer(desk.at(), id, { parentCustomerId: 'G', limit: 5_000_00 });
    await invoice(desk.at(), 'G-1', 'G-1-1', eur(500_00));
    await invoice(desk.at(), 'G-2', 'G-2-1', eur(400_00));
    expect(await crossings('G-2', 'groupLimitUsed')).toEqual(['ReceivablePosted NEARLY']);
    expect((await entriesOf('G-2')).at(-1)?.data['groupLimitUsed']).toMatchObject({
      limitOf: 'G',
      usedPercent: '90.00',
    });
    await invoice(desk.at(), 'G', 'G-0-1', eur(150_00));
    expect(await crossings('G')).toEqual(['ReceivablePosted FULLY']);
    await pay(desk.at(), 'G-1', 'GP-1', eur(400_00));
    expect(await standing('G')).toBeNull();
    await invoice(desk.at(), 'G-1', 'G-1-2', eur(600_00));
    expect(await crossings('G-1', 'groupLimitUsed')).toEqual(['ReceivablePosted NEARLY', 'ReceivablePosted FULLY']);
    for (const id of ['G-1', 'G-2']) expect(await crossings(id)).toEqual([]);
  });

  it('should be told of a shared limit when a customer that joins crosses it, and again after one has left', async () => {
    await createCustomer(desk.at(), 'J', { limit: 1_000_00 });
    await createCustomer(desk.at(), 'J-1', { parentCustomerId: 'J', limit: 5_000_00 });
    await createCustomer(desk.at(), 'J-2', { limit: 5_000_00 });
    await invoice(desk.at(), 'J-1', 'J-1-1', eur(500_00));
    await invoice(desk.at(), 'J-2', 'J-2-1', eur(600_00));
    const crossed = ['CustomerChanged NEARLY', 'CustomerChanged FULLY'];
    await createCustomer(desk.at(), 'J-2', { parentCustomerId: 'J' });
    expect(await crossings('J-2', 'groupLimitUsed')).toEqual(crossed);
    expect((await entriesOf('J-2')).at(-1)?.data['groupLimitUsed']).toMatchObject({
      limitOf: 'J',
      usedPercent: '110.00',
    });
    expect(await standing('J')).toBe('FULLY');
    await createCustomer(desk.at(), 'J-2');
    expect(await standing('J')).toBeNull();
    await createCustomer(desk.at(), 'J-2', { parentCustomerId: 'J' });
    expect(await crossings('J-2', 'groupLimitUsed')).toEqual([...crossed, ...crossed]);
    await createCustomer(desk.at(), 'K', { limit: 650_00 });
    await createCustomer(desk.at(), 'J-2', { parentCustomerId: 'K' });
    expect(await crossings('J-2', 'groupLimitUsed')).toEqual([...crossed, ...crossed, 'CustomerChanged NEARLY']);
    expect([await standing('J'), await standing('K')]).toEqual([null, 'NEARLY']);
  });

  it('should be told once of a shared limit that members cross at the same time', { timeout: 120_000 }, async () => {
    await createCustomer(desk.at(), 'H', { limit: 1_000_00 });
    const members = ['H-1', 'H-2', 'H-3', 'H-4'];
    for (const id of members) await createCustomer(desk.at(), id, { parentCustomerId: 'H' });
    const post = (id: string) => async (_: unknown, index: number) =>
      invoice(desk.at(), id, `${id}-${index}`, eur(60_00));
    await Promise.all(members.flatMap((id) => Array.from({ length: 5 }, (_, index) => post(id)(_, index))));
    const told = (await Promise.all(members.map((id) => crossings(id, 'groupLimitUsed')))).flat();
    expect(told.toSorted()).toEqual(['ReceivablePosted FULLY', 'ReceivablePosted NEARLY']);
    expect(await loadAccount(database.table, 'H')).toMatchObject({ limitUsed: 'FULLY', groupExposure: 1_200_00n });
  });
});

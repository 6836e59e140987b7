import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import { builtInUnusualOrder } from '../../../shared/domain/policy/parts.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { setAbsence } from '../../../shared/store/absences.ts';
import { mintLink } from '../../../shared/store/approval-links.ts';
import { claimReturn, letReturnWait, noteReferences } from '../../../shared/store/cash-in/bank-references.ts';
import { recordCover, removeCover } from '../../../shared/store/covers.ts';
import { openRun } from '../../../shared/store/daily-runs/open.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { recordInsolvency } from '../../../shared/store/grading/insolvency.ts';
import { indexes } from '../../../shared/store/keys.ts';
import { keepTask } from '../../../shared/store/limit-requests/workflow-tasks.ts';
import { queueMail } from '../../../shared/store/mails.ts';
import { recordAgreement, recordRating } from '../../../shared/store/papers.ts';
import { saveDraft } from '../../../shared/store/policy-drafts.ts';
import { publishDraft } from '../../../shared/store/policy-publishing.ts';
import { startShadow } from '../../../shared/store/policy-shadow.ts';
import { takeSnapshot } from '../../../shared/store/portfolio/snapshots.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import type { Item } from '../../../shared/store/table.ts';
import { warnOfLargeDebtors } from '../../../shared/store/warnings/large-debtors.ts';
import { assign } from '../../support/assignments.ts';
import { writeCollectionItems } from '../../support/collection-items.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import { attend } from '../../support/daily-runs.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { openRequest } from '../../support/limit-requests.ts';
import { approvalDraft } from '../../support/mails.ts';
import { check, createCustomer, credit, eur, invoice, pay, publishTestRates } from '../../support/movements.ts';

/** A row of the table of items that `shared/store/keys.ts` opens with. */
interface Row {
  readonly entity: string;
  readonly pk: RegExp;
  readonly sk: RegExp;
  readonly indexes: readonly { readonly name: string; readonly partition: RegExp }[];
}

/** `CUSTOMER#<customerId>` matches every id in that place; several patterns in one cell match each. */
const patternOf = (cell: string): RegExp => {
  const patterns = [...cell.matchAll(/`([^`]+)`/g)].map(([, pattern = '']) => pattern.replaceAll(/<[^>]+>/g, '[^#]+'));
  return new RegExp(`^(?:${patterns.join('|')})$`);
};

const readRows = (): Row[] => {
  const source = readFileSync(new URL('../../../shared/store/keys.ts', import.meta.url), 'utf8');
  const lines = source.split('\n').filter((line) => line.startsWith(' * | ') && line.includes('`'));
  return lines.map((line) => {
    const [entity = '', pk = '', sk = '', index = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    const parts = index.split(';').filter((part) => part.trim() !== '');
    return {
      entity,
      pk: patternOf(pk),
      sk: patternOf(sk),
      indexes: parts.map((part) => ({ name: part.trim().split(' ')[0] ?? '', partition: patternOf(part) })),
    };
  });
};

const rows = readRows();
const rowsOf = (item: Item): Row[] =>
  rows.filter((row) => row.pk.test(String(item['pk'])) && row.sk.test(String(item['sk'])));

let database: Database;
let desk: Desk;
let items: Item[];

/** One of everything that the store writes. */
beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
  await publishTestRates(desk.at());
  await createCustomer(desk.at(), 'PARENT', { limit: 9_000_00 });
  await createCustomer(desk.at(), 'C-1', { limit: 1_000_00, parentCustomerId: 'PARENT', taxId: 'DE811907980' });
  await noteReferences(database.table, [{ paymentId: 'P-1', references: ['BANK-1'] }]);
  const taken = { id: 'B-2', amounts: [1n], currency: 'EUR', date: '2026-03-02', reason: 'Returned' };
  await letReturnWait(desk.at(), taken, ['BANK-2']);
  await claimReturn(desk.at(), 'B-1', 'P-1');
  await check(desk.at(keyed('k-1')), 'C-1', 'O-1', eur(100_00));
  await check(desk.at(), 'C-1', 'O-2', eur(100_00));
  await releaseReservation(desk.at(), 'O-2');
  await check(desk.at(), 'nobody', 'O-3', eur(1));
  await invoice(desk.at(), 'C-1', 'I-1', eur(50_00));
  await invoice(desk.at(), 'C-1', 'I-2', eur(20_00));
  const unusualOrder = { ...builtInUnusualOrder, minimumInvoices: 1, action: 'REFER' as const };
  await check(desk.at({ policy: { ...defaultPolicy, unusualOrder } }), 'C-1', 'O-4', eur(400_00));
  await pay(desk.at(), 'C-1', 'P-1', eur(50_00), { allocations: [{ invoiceId: 'I-1', amount: eur(50_00) }] });
  await pay(desk.at(), 'C-1', 'P-2', eur(5_00), { reference: 'I-9', allocations: [] });
  await credit(desk.at(), 'C-1', 'N-1', eur(5_00));
  await openDispute(desk.at(), { customerId: 'C-1', invoiceIds: ['I-2'], reason: 'broken' });
  const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
  const cover = {
    coverId: 'K-1',
    kind: 'INSURANCE',
    provider: 'Sure',
    amount: eur(1_00),
    coveredPercent: '90',
  } as const;
  await recordCover(desk.at(), 'C-1', { ...cover, ...dates }, 'k1');
  await removeCover(desk.at(), 'C-1', 'K-1');
  const rating = { source: 'agency', score: '80', scale: '100', ratedOn: '2026-01-01', validTo: '2026-12-31' };
  await recordRating(desk.at(), 'C-1', rating, 'r1');
  const agreement = { agreementId: 'A-1', signedOn: '2026-01-01', validTo: '2026-12-31', termsDays: 30 };
  await recordAgreement(desk.at(), 'C-1', { ...agreement, lateInterestPercent: '8.12' }, 'a1');
  await saveDraft(desk.at(), 'EUR', builtInDocument('EUR'));
  await publishDraft(desk.at(), 'EUR');
  await saveDraft(desk.at(), 'EUR', builtInDocument('JPY'));
  await startShadow(desk.at(), 'EUR');
  await setAbsence(desk.at(), {
    email: 'mia@example.com',
    from: '2026-03-01',
    to: '2026-03-09',
    delegate: 'ben@example.com',
  });
  await queueMail(desk.at(), approvalDraft('approval-1'));
  const link = { approvalId: 'V-1', requestId: 'R-1', approver: 'mia.manager@example.com' };
  await assign(database.table, { ...link, expiresAt: '2026-12-31T00:00:00.000Z' });
  await mintLink(database.table, { ...link, expiresAt: '2026-12-31T00:00:00.000Z' }, desk.now());
  const { requestId, stage } = await openRequest(desk.at(), 'C-1');
  await keepTask(database.table, requestId, { taskToken: 'token', stage }, { at: desk.now(), attempt: 0 });
  await writeCollectionItems(database);
  await recordInsolvency(desk.at(), 'C-1', 'REPORT', 'Court of Essen');
  await takeSnapshot(desk.at(), desk.today());
  const warnings = { ...defaultPolicy.warnings, largeDebtorAmong: 1 };
  const among = desk.at({ policy: { ...defaultPolicy, warnings } });
  expect(await warnOfLargeDebtors(among, 'EUR')).toBeGreaterThan(0);
  await openRun(desk.at(), { date: desk.today(), again: false, executionArnOf: (name) => `arn:${name}` });
  await attend(desk.at(), '00');
  items = await database.scan();
});

afterAll(() => database.stop());

const itemOf = (pk: string, sk: string): Item => items.find((item) => item['pk'] === pk && item['sk'] === sk) ?? {};

describe('the table of items', () => {
  it('should name every kind of item that the store writes, once', () => {
    for (const item of items) {
      const found = rowsOf(item).map((row) => row.entity);
      expect(found, `${String(item['pk'])} ${String(item['sk'])}`).toHaveLength(1);
    }
  });

  it('should name no kind of item that the store does not write', () => {
    const written = new Set(items.flatMap((item) => rowsOf(item).map((row) => row.entity)));
    expect([...written].sort()).toEqual(rows.map((row) => row.entity).sort());
  });

  it('should name the index keys that its items carry, and no others', () => {
    const carried = new Set<string>();
    for (const item of items) {
      const [row] = rowsOf(item);
      for (const [name, { partition, sort }] of Object.entries(indexes)) {
        const value = item[partition];
        expect(item[sort] === undefined).toBe(value === undefined);
        if (value === undefined) continue;
        const named = row?.indexes.find((index) => index.name === name);
        expect(String(value), `${name} of ${row?.entity}`).toMatch(named?.partition ?? /^none$/);
        carried.add(`${row?.entity} ${name}`);
      }
    }
    const named = rows.flatMap((row) => row.indexes.map((index) => `${row.entity} ${index.name}`));
    expect([...carried].sort()).toEqual(named.sort());
  });

  it('should hold the customers that share a limit, and their reservations, in the indexes while they can expire', () => {
    expect(itemOf('CUSTOMER#C-1', 'ACCOUNT')).toMatchObject({ gsi2pk: 'GROUP#PARENT' });
    expect(itemOf('CUSTOMER#PARENT', 'ACCOUNT')['gsi2pk']).toBeUndefined();
    expect(itemOf('ORDER#O-1', 'RESERVATION')).toMatchObject({ gsi1pk: 'EXPIRY#C-1' });
    expect(itemOf('ORDER#O-2', 'RESERVATION')['gsi1pk']).toBeUndefined();
  });

  it('should hold open what is open, and waiting what waits', () => {
    const keysFrom = (prefix: string) => items.map((item) => String(item['sk'])).filter((sk) => sk.startsWith(prefix));
    expect(keysFrom('OPEN#').filter((sk) => !sk.includes('LATE'))).toEqual(['OPEN#2026-04-01#I-2']);
    expect(keysFrom('UNAPPLIED#')).toEqual(['UNAPPLIED#2026-03-02#PAYMENT#P-2']);
  });

  it('should mark history entries as the stream mapping expects them', () => {
    const entries = items.filter((item) => String(item['sk']).startsWith('HISTORY#'));
    expect(entries.length).toBeGreaterThan(10);
    for (const item of entries)
      expect(item).toMatchObject({ entityType: 'HISTORY', pk: expect.stringMatching(/^CUSTOMER#/) });
    const others = items.filter((item) => !String(item['sk']).startsWith('HISTORY#'));
    for (const item of others) expect(item['entityType']).not.toBe('HISTORY');
  });
});

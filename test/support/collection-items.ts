import { changeCase } from '../../shared/store/collection/change.ts';
import { keepWait } from '../../shared/store/collection/wait.ts';
import { keepFile } from '../../shared/store/legal-handoffs/bundle.ts';
import { mintPaymentLink } from '../../shared/store/payment-links.ts';
import { casesOn, directory } from './cases-on-engine.ts';
import type { Database } from './dynamodb.ts';
import { createCustomer, eur, invoice } from './movements.ts';

/** Writes one of everything that collections keep: a case from its opening to the question to the lawyers, and what goes with it. */
export const writeCollectionItems = async (database: Database): Promise<void> => {
  const { attend, desk, stored, until } = casesOn(database, { start: '2026-03-03T05:00:00.000Z' });
  const contacts = [{ name: 'Billing', email: 'billing@late.example', role: 'BILLING' }];
  await createCustomer(desk.at(), 'LATE', { contacts });
  await invoice(desk.at(), 'LATE', 'LATE-I', eur(100_00), { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
  await attend('LATE');
  await until('LATE', '2026-04-15T00:00:00.000Z');
  const { caseId, version } = (await stored('LATE')).state;
  const promise = { promiseId: 'PROMISE-1', invoiceIds: null, amount: eur(1_00), payBy: '2026-04-15', by: 'cora' };
  await changeCase(desk.at(), directory, caseId, { type: 'PROMISE', ...promise }, { answer: () => null });
  await keepWait(database.table, caseId, { taskToken: 'token', version, wakeAt: null }, { at: desk.now(), attempt: 0 });
  await until('LATE', '2026-04-20T00:00:00.000Z');
  const file = { name: 'x.json', mediaType: 'application/json', content: new Uint8Array([123, 125]) };
  await keepFile(database.table, 'HANDOFF-1', file);
  const target = {
    customerId: 'LATE',
    caseId,
    recipient: 'billing@late.example',
    expiresAt: '2026-06-01T00:00:00.000Z',
    language: 'en',
  } as const;
  await mintPaymentLink(database.table, target, desk.now());
};

import { bundleFiles } from '../../shared/documents/legal/files.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { decideHandoff } from '../../shared/store/legal-handoffs/decide.ts';
import { gatherBundle } from '../../shared/store/legal-handoffs/gather.ts';
import { findHandoffOfCase } from '../../shared/store/legal-handoffs/items.ts';
import { handoffToSeal, sealHandoff } from '../../shared/store/legal-handoffs/seal.ts';
import type { Directory } from '../../shared/store/limit-requests/directory.ts';
import { loadMail } from '../../shared/store/mails.ts';
import { recordAgreement } from '../../shared/store/papers.ts';
import { casesOn } from './cases-on-engine.ts';
import { fingerprint } from './context.ts';
import type { Database } from './dynamodb.ts';
import { createCustomer, eur, invoice } from './movements.ts';

export const MIA = 'mia.manager@example.com';
export const LEX = 'lex.legal@example.com';

const people: Readonly<Partial<Record<Role, readonly string[]>>> = {
  collectors: ['cora.collector@example.com'],
  'collection-leads': ['lea.lead@example.com'],
  'credit-managers': [MIA],
  'finance-directors': ['fred.director@example.com'],
  legal: [LEX],
  'platform-admins': ['pia.platform@example.com'],
};

/** The people of the laptop, with changes. */
export const directoryOf = (changes: Readonly<Partial<Record<Role, readonly string[]>>> = {}): Directory => ({
  inRole: async (role) => ({ ...people, ...changes })[role] ?? [],
});

/** The day on which the strategy hands over what was due on 2 March 2026. */
export const HANDOVER = '2026-04-16T12:00:00.000Z';

let customers = 0;

/**
 * A customer who owes 1,000.00 and 250.50 since the beginning of March 2026, chased up to the question whether the case
 * may go to legal, which is asked on 16 April.
 */
export const handedOver = async (
  database: Database,
  {
    directory = directoryOf(),
    invoices = 2,
    ...more
  }: { readonly directory?: Directory; readonly invoices?: number; readonly legalName?: string } = {},
) => {
  customers += 1;
  const customerId = `DEBTOR-${customers}`;
  const { desk, ...cases } = casesOn(database, { start: '2026-03-03T05:00:00.000Z', directory });
  const at = (actor = 'credence') => desk.at({ actor });
  const contacts = [{ name: 'Billing', email: `billing@${customerId.toLowerCase()}.example`, role: 'BILLING' }];
  await createCustomer(at(), customerId, { contacts, collector: 'cora.collector@example.com', ...more });
  const agreement = {
    agreementId: `AGR-${customers}`,
    signedOn: '2025-01-01',
    validTo: '2027-12-31',
    termsDays: 30,
    lateInterestPercent: '9.12',
  };
  await recordAgreement(at(), customerId, agreement, fingerprint(agreement));
  const amounts = [1_000_00, 250_50];
  for (let number = 0; number < invoices; number += 1) {
    const dueOn = number === 0 ? '2026-03-02' : '2026-03-10';
    const amount = eur(amounts[number] ?? 10_00);
    await invoice(at(), customerId, `${customerId}-${number}`, amount, { issuedOn: '2026-02-01', dueOn });
  }
  await cases.attend(customerId);
  await cases.until(customerId, HANDOVER);
  const { caseId } = (await cases.stored(customerId)).state;
  const handoff = async () => {
    const found = await findHandoffOfCase(database.table, caseId);
    if (!found) throw new Error(`case ${caseId} has no handoff`);
    return found;
  };
  /** As the task of the workflow does. */
  const seal = async (): Promise<boolean> => {
    const approved = await handoffToSeal(database.table, caseId);
    if (!approved) return false;
    const content = await gatherBundle(at(), approved, 'Example Trading');
    return sealHandoff(at(), directory, content, await bundleFiles(content));
  };
  const decide = async (verdict: 'APPROVE' | 'REJECT', comment: string | null = null, by = MIA) => {
    const { approvalId = '' } = (await handoff()).approval ?? {};
    return decideHandoff(at(by), directory, approvalId, by, { verdict, approved: null, comment }, (after) => after);
  };
  return { ...cases, at, caseId, customerId, decide, desk, directory, handoff, seal };
};

/** The mails of a template that name something in their data, by address. */
export const mailsAbout = async (database: Database, template: string, about: string) => {
  const ids = (await database.scan())
    .filter((item) => item['entityType'] === 'MAIL' && item['template'] === template)
    .filter((item) => String(item['data']).includes(about))
    .map((item) => String(item['mailId']));
  const mails = await Promise.all(ids.map((id) => loadMail(database.table, id)));
  return mails.flatMap((mail) => mail ?? []).toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt));
};

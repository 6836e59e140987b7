import { addDays } from '../../shared/dates.ts';
import { advanceCase } from '../../shared/store/collection/advance.ts';
import { ensureCase } from '../../shared/store/collection/change.ts';
import { putCustomer } from '../../shared/store/customers.ts';
import { type Desk, fingerprint } from './context.ts';
import type { Database } from './dynamodb.ts';
import { eur, invoice } from './movements.ts';

/** Who does the tasks of collections, whatever the role. */
export const directory = { inRole: async () => ['lea.lead@example.com'] };

/** A customer with one billing contact and two overdue invoices of 1,000.00 and 250.00, just reminded of them. */
export const remindedCustomer = async (
  database: Database,
  desk: Desk,
  customerId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ caseId: string; mailIds: readonly string[] }> => {
  const masterData = {
    legalName: `${customerId} GmbH`,
    currency: 'EUR',
    segment: 'RETAIL',
    region: 'EU',
    groupLimitShared: true,
    contacts: [{ name: 'Bill', email: `bill@${customerId.toLowerCase()}.example`, role: 'BILLING' }],
    ...more,
  };
  const context = desk.at();
  await putCustomer(context, customerId, masterData, fingerprint(masterData));
  const issuedOn = addDays(desk.today(), -60);
  const dueOn = addDays(desk.today(), -2);
  await invoice(context, customerId, `${customerId}-A`, eur(1_000_00), { issuedOn, dueOn });
  await invoice(context, customerId, `${customerId}-B`, eur(250_00), { issuedOn, dueOn: addDays(dueOn, 1) });
  const opened = await ensureCase(context, directory, customerId);
  if (!opened) throw new Error(`${customerId} has no case`);
  const { caseId } = opened.state;
  await advanceCase(context, directory, caseId);
  return { caseId, mailIds: await mailsOf(database, caseId) };
};

/** Ids of the mails that a case has queued. */
export const mailsOf = async (database: Database, caseId: string): Promise<readonly string[]> =>
  (await database.scan())
    .filter((item) => item['entityType'] === 'MAIL' && (item['about'] as { caseId?: string }).caseId === caseId)
    .map((item) => String(item['mailId']))
    .toSorted();

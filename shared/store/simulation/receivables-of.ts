import { type BusinessDate, businessDateOf } from '../../dates.ts';
import type { Receivable } from '../../domain/receivable/receivable.ts';
import { text } from '../attributes.ts';
import { findStoredCase } from '../collection/items.ts';
import type { Context } from '../context.ts';
import { indexKeys } from '../keys.ts';
import { findHandoffOfCase } from '../legal-handoffs/items.ts';
import { loadReceivables } from '../receivables.ts';
import type { Page, Table } from '../table.ts';

/** The newest invoices of a customer, up to so many: more say no more of a policy. */
const MOST_RECEIVABLES = 2_000;

/** What a customer was invoiced from a day on, newest first. */
export const receivablesSince = async (
  table: Table,
  customerId: string,
  from: BusinessDate,
): Promise<readonly Receivable[]> => {
  const { gsi1pk } = indexKeys.receivablesOf(customerId, '', '');
  const found: Receivable[] = [];
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({ index: 'gsi1', partition: gsi1pk, from, newestFirst: true, startAfter });
    const ids = page.items.map((item) => text(item, 'pk').slice('INVOICE#'.length));
    found.push(...(await loadReceivables(table, ids)));
    startAfter = page.next;
  } while (startAfter && found.length < MOST_RECEIVABLES);
  return found;
};

/** The day on which the lawyers were last given what a customer owed; `null` where they were given nothing. */
export const sealedOn = async (
  { environment, table }: Pick<Context, 'table' | 'environment'>,
  customerId: string,
): Promise<BusinessDate | null> => {
  const stored = await findStoredCase(table, customerId);
  const handoff = stored && (await findHandoffOfCase(table, stored.state.caseId));
  return handoff?.seal ? businessDateOf(handoff.seal.at, environment.timeZone) : null;
};

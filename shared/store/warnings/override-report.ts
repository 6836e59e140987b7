import { addDays, type BusinessDate, startOfBusinessDate } from '../../dates.ts';
import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import type { Span } from '../../domain/portfolio/collection-figures.ts';
import type { Receivable } from '../../domain/receivable/receivable.ts';
import {
  addOverride,
  isOverride,
  type LetThrough,
  letThroughBy,
  noOverrideFigures,
  nothingLetThrough,
  type OverrideFigures,
} from '../../domain/warning/overrides.ts';
import type { Context } from '../context.ts';
import { listRequests } from '../limit-requests/items.ts';
import { type Debtor, loadDebtors } from '../portfolio/debtors.ts';
import { receivablesSince, sealedOn } from '../simulation/receivables-of.ts';
import type { Page } from '../table.ts';
import type { HasTime } from '../time-budget.ts';

/** Requests of a page: of each of their customers, where an order was released, the invoices since are read. */
const REQUESTS_AT_ONCE = 50;

type Wants = Pick<Context, 'environment' | 'moment' | 'table'>;

/** What a customer was invoiced since, read once for all of the requests of a page. */
const invoicesOf = (context: Wants, from: BusinessDate) => {
  const known = new Map<string, Promise<{ receivables: readonly Receivable[]; sealed: BusinessDate | null }>>();
  const read = async (customerId: string) => {
    const [receivables, sealed] = await Promise.all([
      receivablesSince(context.table, customerId, from),
      sealedOn(context, customerId),
    ]);
    return { receivables, sealed };
  };
  return (customerId: string) => {
    const found = known.get(customerId) ?? read(customerId);
    known.set(customerId, found);
    return found;
  };
};

const letThroughOf = async (
  { moment }: Wants,
  { customerId, orderId, ...request }: LimitRequest,
  debtor: Debtor | undefined,
  invoices: ReturnType<typeof invoicesOf>,
): Promise<LetThrough> => {
  if (orderId === null || !debtor || !isOverride(request)) return nothingLetThrough;
  const { receivables, sealed } = await invoices(customerId);
  return letThroughBy(orderId, receivables, debtor.account.currency, sealed, moment.today);
};

const salespersonOf = (debtor: Debtor | undefined): string | null => {
  const address = debtor?.masterData['salesperson'];
  return typeof address === 'string' ? address : null;
};

/** Names of the customers of a report, for whoever reads it. */
export type CustomerNames = ReadonlyMap<string, string>;

export interface OverridePage {
  readonly figures: OverrideFigures;
  readonly names: CustomerNames;
  readonly next: Page['next'];
}

/**
 * How often people granted what the rules would not have, by approver, customer and salesperson: of the requests that were
 * made in a span of days, from the newest on, and what became of the orders that were let through. It stops when the time
 * is over.
 */
export const overrideReport = async (
  context: Wants,
  { from, to }: Span,
  { hasTime, startAfter }: { readonly hasTime: HasTime; readonly startAfter: Page['next'] },
): Promise<OverridePage> => {
  const { environment, table } = context;
  const begin = startOfBusinessDate(from, environment.timeZone);
  const end = startOfBusinessDate(addDays(to, 1), environment.timeZone);
  const invoices = invoicesOf(context, from);
  const names = new Map<string, string>();
  let figures = noOverrideFigures;
  let next = startAfter;
  do {
    const page = await listRequests(table, { limit: REQUESTS_AT_ONCE, startAfter: next });
    const made = page.requests.filter(({ createdAt }) => begin <= createdAt && createdAt < end);
    const ids = [...new Set(made.map(({ customerId }) => customerId))];
    const debtors = new Map((await loadDebtors(table, ids)).map((one) => [one.account.customerId, one]));
    for (const [id, { masterData }] of debtors) names.set(id, masterData.legalName);
    for (const request of made) {
      const debtor = debtors.get(request.customerId);
      const letThrough = await letThroughOf(context, request, debtor, invoices);
      figures = addOverride(figures, request, { letThrough, salesperson: salespersonOf(debtor) });
    }
    next = page.requests.some(({ createdAt }) => createdAt < begin) ? null : page.next;
  } while (next !== null && hasTime());
  return { figures, names, next };
};

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
  /** What rates are compared by: those of the whole span, whatever page it is; `null` when there was not the time to count them. */
  readonly whole: OverrideFigures | null;
  readonly names: CustomerNames;
  readonly next: Page['next'];
}

interface Walk {
  readonly startAfter: Page['next'];
  readonly hasTime: HasTime;
  readonly letThrough: (request: LimitRequest, debtor: Debtor | undefined) => Promise<LetThrough>;
}

/** The requests that were made in a span of days, from the newest on, until the time is over. */
const walk = async (
  { environment, table }: Wants,
  { from, to }: Span,
  { hasTime, letThrough, startAfter }: Walk,
): Promise<Omit<OverridePage, 'whole'>> => {
  const begin = startOfBusinessDate(from, environment.timeZone);
  const end = startOfBusinessDate(addDays(to, 1), environment.timeZone);
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
      const beside = { letThrough: await letThrough(request, debtor), salesperson: salespersonOf(debtor) };
      figures = addOverride(figures, request, beside);
    }
    next = page.requests.some(({ createdAt }) => createdAt < begin) ? null : page.next;
  } while (next !== null && hasTime());
  return { figures, names, next };
};

/** How often was decided and overridden in the whole span, without a look at what became of it. */
const countAll = async (context: Wants, span: Span, hasTime: HasTime): Promise<OverrideFigures | null> => {
  const letThrough = async () => nothingLetThrough;
  const { figures, next } = await walk(context, span, { startAfter: null, hasTime, letThrough });
  return next === null ? figures : null;
};

/**
 * How often people granted what the rules would not have, by approver, customer and salesperson: of the requests that were
 * made in a span of days, from the newest on, and what became of the orders that were let through. It stops when the time
 * is over.
 * @param hasTime for the page; @param hasTimeToCompare for counting the rest of the span, of a page that is not all of it.
 */
export const overrideReport = async (
  context: Wants,
  span: Span,
  {
    hasTime,
    hasTimeToCompare,
    startAfter,
  }: { readonly hasTime: HasTime; readonly hasTimeToCompare: HasTime; readonly startAfter: Page['next'] },
): Promise<OverridePage> => {
  const invoices = invoicesOf(context, span.from);
  const letThrough: Walk['letThrough'] = (request, debtor) => letThroughOf(context, request, debtor, invoices);
  const page = await walk(context, span, { startAfter, hasTime, letThrough });
  const isAll = startAfter === null && page.next === null;
  return { ...page, whole: isAll ? page.figures : await countAll(context, span, hasTimeToCompare) };
};

import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import { type Money, type MoneyJson, toMoneyJson } from '../../money.ts';
import type { CollectionCase } from '../collection/case.ts';
import { type CaseFacts, type Owed, standingOf, totalsOf } from '../collection/standing.ts';
import type { OpenItem } from '../receivable/receivable.ts';
import type { MailLanguage } from './language.ts';

/** A page that lists more is read by nobody; the oldest are what matters. */
export const MOST_LISTED = 200;

/** How far ahead customers may promise by themselves. Whatever takes longer is agreed with a person. */
export const SELF_PROMISE_DAYS = 30;

/** An open item as its customer sees it. */
export interface PaymentItem {
  readonly invoiceId: string;
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly daysPastDue: number;
  readonly amount: MoneyJson;
  /** What is left to pay; money on the account is taken off the oldest. */
  readonly remaining: MoneyJson;
  readonly disputed: boolean;
  /** The day by which its payment is promised. */
  readonly promisedFor: BusinessDate | null;
}

/** What a customer sees of what is owed, and may say about it. */
export interface PaymentView {
  readonly customer: { readonly customerId: string; readonly legalName: string };
  /** In which all of it is told. */
  readonly language: MailLanguage;
  readonly today: BusinessDate;
  /** The oldest due dates first. */
  readonly items: readonly PaymentItem[];
  /** How many more there are than are listed. */
  readonly moreItems: number;
  /** What remains of all, and of what is overdue: one amount for each currency. */
  readonly totals: readonly MoneyJson[];
  readonly overdue: readonly MoneyJson[];
  /** Money on the account that no invoice was given. */
  readonly unappliedCash: MoneyJson | null;
  /** What can be promised in each currency; nothing when nothing is overdue, or all of it is promised or disputed. */
  readonly promisable: readonly MoneyJson[];
  readonly promiseUntil: BusinessDate;
  /** The lawyers have it: nothing is agreed by a form any more. */
  readonly withLegal: boolean;
}

export interface PaymentGround {
  readonly customer: PaymentView['customer'];
  readonly language: MailLanguage;
  readonly today: BusinessDate;
  /** As the ledger keeps them. */
  readonly openItems: readonly OpenItem[];
  readonly unappliedCash: Money;
  readonly facts: CaseFacts;
  /** The customer's case as it stands by these facts; `null` where there is none. */
  readonly current: CollectionCase | null;
}

const listedItem = (owed: Owed, item: OpenItem, today: BusinessDate, current: CollectionCase | null): PaymentItem => ({
  invoiceId: item.invoiceId,
  issuedOn: item.issuedOn,
  dueOn: item.dueOn,
  daysPastDue: daysBetween(item.dueOn, today),
  amount: toMoneyJson(item.amount),
  remaining: toMoneyJson(owed.remaining),
  disputed: item.disputed,
  promisedFor: current?.promises.find(({ invoiceIds }) => invoiceIds.includes(item.invoiceId))?.payBy ?? null,
});

/** What is owed as the page behind an emailed link shows it. */
export const paymentView = ({
  current,
  customer,
  facts,
  language,
  openItems,
  today,
  unappliedCash,
}: PaymentGround): PaymentView => {
  const { free, inReach, unpaid } = standingOf({ promises: current?.promises ?? [] }, facts);
  const byId = new Map(openItems.map((item) => [item.invoiceId, item]));
  const items = unpaid.slice(0, MOST_LISTED).flatMap((owed) => {
    const item = byId.get(owed.invoiceId);
    return item ? [listedItem(owed, item, today, current)] : [];
  });
  const withLegal = current?.legal?.status === 'WITH_LEGAL';
  return {
    customer,
    language,
    today,
    items,
    moreItems: unpaid.length - items.length,
    totals: totalsOf(unpaid).map(toMoneyJson),
    overdue: totalsOf(unpaid.filter(({ dueOn }) => dueOn < today)).map(toMoneyJson),
    unappliedCash: unappliedCash.minorUnits > 0n ? toMoneyJson(unappliedCash) : null,
    promisable: inReach.length > 0 && !withLegal ? totalsOf(free).map(toMoneyJson) : [],
    promiseUntil: addDays(today, SELF_PROMISE_DAYS),
    withLegal,
  };
};

/**
 * The items that a promise of an amount is for: the oldest that are neither promised nor disputed, the one that it pays
 * in part included. What is promised for another day stays so.
 */
export const itemsPromised = (
  { current, facts }: Pick<PaymentGround, 'current' | 'facts'>,
  amount: Money,
): readonly string[] => {
  let left = amount.minorUnits;
  const { free } = standingOf({ promises: current?.promises ?? [] }, facts);
  return free
    .filter(({ remaining }) => {
      if (remaining.currency !== amount.currency || left <= 0n) return false;
      left -= remaining.minorUnits;
      return true;
    })
    .map(({ invoiceId }) => invoiceId);
};

/** Whether an item may be disputed by the page. */
export const isDisputable = ({ disputed }: Pick<PaymentItem, 'disputed'>, { withLegal }: PaymentView): boolean =>
  !disputed && !withLegal;

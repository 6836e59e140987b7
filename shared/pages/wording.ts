import type { ApprovalCase } from '../contracts/approval-case.ts';
import { oneLine, shorten } from '../mail/clean.ts';
import { dateText, moneyText } from '../mail/wording.ts';
import type { MoneyJson } from '../money.ts';

export interface Wording {
  /** IANA zone in which times are told. */
  readonly timeZone: string;
}

export type Decision = ApprovalCase['earlier'][number]['decision'];

type Asked = Pick<ApprovalCase, 'kind' | 'requested' | 'validTo' | 'orderId'>;

/** Names may have 200 characters; a heading on a phone should not. */
const LONGEST_NAME = 120;

export const nameOf = ({ customer }: Pick<ApprovalCase, 'customer'>): string =>
  shorten(oneLine(customer.legalName), LONGEST_NAME);

/** What is asked for, as a heading. */
export const whatIsAsked = ({ kind, requested, validTo, orderId }: Asked): string => {
  const amount = moneyText(requested);
  switch (kind) {
    case 'PERMANENT':
      return `Credit limit of ${amount}`;
    case 'TEMPORARY':
      return `Temporary credit limit of ${amount}${validTo === null ? '' : ` until ${dateText(validTo)}`}`;
    case 'ORDER_RELEASE':
      return `Release of order ${oneLine(orderId ?? '')} over ${amount}`.replace('  ', ' ');
    default:
      return kind satisfies never;
  }
};

/** `credit managers` of the role `credit-managers`. */
export const roleText = (role: string): string => oneLine(role).replaceAll('-', ' ');

/** `ana@example.com and ben@example.com`. */
export const listText = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map(oneLine));

const participles: Readonly<Record<Decision, string>> = {
  APPROVE: 'approved',
  REJECT: 'rejected',
  RETURN: 'returned for information',
};

/** `approved EUR 75,000.00`, `rejected`, `returned for information`. */
export const decisionText = (decision: Decision, approvedLimit: MoneyJson | null = null): string =>
  decision === 'APPROVE' && approvedLimit ? `approved ${moneyText(approvedLimit)}` : participles[decision];

/** One decimal at most: `34.5`, `34`. */
export const numberText = (value: number): string =>
  new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;

/** `3 Mar 2026, 11:30`, for what has happened; the page says once in which time zone. */
export const shortInstantText = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(instant));

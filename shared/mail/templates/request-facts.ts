import type { MessageOf } from '../../contracts/mails.ts';
import { oneLine, shorten } from '../clean.ts';
import { type Fact, fact } from '../content.ts';
import { dateText, moneyText } from '../wording.ts';

type Requested = Pick<
  MessageOf<'limit-request-outcome'>['data'],
  'requestId' | 'kind' | 'customer' | 'requested' | 'validTo' | 'orderId'
>;

/** Long names are cut in a subject, so that what is asked stays readable. */
const LONGEST_NAME_IN_SUBJECT = 80;

export const shortName = ({ customer }: Pick<Requested, 'customer'>): string =>
  shorten(oneLine(customer.legalName), LONGEST_NAME_IN_SUBJECT);

/** What is asked for, in words: `credit limit of EUR 80,000.00`. */
export const whatIsAsked = ({ kind, requested, orderId, validTo }: Requested): string => {
  const amount = moneyText(requested);
  switch (kind) {
    case 'PERMANENT':
      return `credit limit of ${amount}`;
    case 'TEMPORARY':
      return `temporary credit limit of ${amount}${validTo === undefined ? '' : ` until ${dateText(validTo)}`}`;
    case 'ORDER_RELEASE':
      return `release of order ${orderId ?? ''} over ${amount}`.replace('  ', ' ');
    default:
      return kind satisfies never;
  }
};

export const requestFacts = (request: Requested): readonly Fact[] => [
  ...fact('Customer', `${request.customer.legalName} (${request.customer.customerId})`),
  ...fact(request.kind === 'ORDER_RELEASE' ? 'Amount of the order' : 'Requested limit', moneyText(request.requested)),
  ...fact('Order', request.orderId),
  ...fact('Valid until', request.validTo && dateText(request.validTo)),
  ...fact('Request', request.requestId),
];

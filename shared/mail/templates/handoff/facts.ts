import type { HandoffMessage } from '../../../contracts/handoff-mails.ts';
import type { MoneyJson } from '../../../money.ts';
import { oneLine, shorten } from '../../clean.ts';
import { type Fact, fact } from '../../content.ts';
import { listText, moneyText } from '../../wording.ts';

type Data = HandoffMessage['data'];

/** Long names are cut in a subject, so that what it is about stays readable. */
const LONGEST_NAME_IN_SUBJECT = 60;

export const shortName = ({ customer }: Pick<Data, 'customer'>): string =>
  shorten(oneLine(customer.legalName), LONGEST_NAME_IN_SUBJECT);

/** `EUR 1,200.00 and USD 30.00`; `nothing` where there is none. */
export const amountsText = (amounts: readonly MoneyJson[]): string =>
  amounts.length === 0 ? 'nothing' : listText(amounts.map(moneyText));

/** `1 invoice`, `3 invoices`. */
export const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** What every mail about a handoff says of it. */
export const handoffFacts = (data: Pick<Data, 'customer' | 'handoffId' | 'caseId' | 'totals'>): readonly Fact[] => [
  ...fact('Customer', `${data.customer.legalName} (${data.customer.customerId})`),
  ...fact('Claim', amountsText(data.totals)),
  ...fact('Handoff', data.handoffId),
  ...fact('Case', data.caseId),
];

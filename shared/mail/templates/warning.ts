import type { MessageOf } from '../../contracts/mails.ts';
import { type Block, type Fact, fact, type MailContent } from '../content.ts';
import { dateText, moneyText } from '../wording.ts';
import { shortName } from './request-facts.ts';

type Data = MessageOf<'warning'>['data'];
type OfCustomer = Exclude<Data, { warning: 'OverrideRateHigh' }>;

/** What a warning says: in a line, in a sentence, and by which figures. */
interface Said {
  readonly heading: string;
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly more?: readonly Block[];
}

const limitUsed = (data: Extract<Data, { effectiveLimit: unknown }>): Said => ({
  heading:
    data.warning === 'LimitFullyUsed' ? 'The credit limit is used up' : `${data.usedPercent} % of the limit is used`,
  text:
    data.warning === 'LimitFullyUsed'
      ? 'Orders beyond it are not approved. Have something paid, or ask for another limit.'
      : 'What is left of the limit may not do for the next orders.',
  facts: [
    ...fact('Limit in force', moneyText(data.effectiveLimit)),
    ...fact('Exposure', moneyText(data.exposure)),
    ...fact('Available', moneyText(data.available)),
    ...fact('Used', `${data.usedPercent} %`),
    ...fact('Order', data.orderId),
  ],
});

const dueInvoices = ({ invoices, warning }: Extract<Data, { invoices: unknown }>): Said => {
  const many = invoices.length > 1 ? `${invoices.length} invoices` : 'An invoice';
  const isOverdue = warning === 'ReceivableOverdue';
  const items = invoices.map(({ dueOn, invoiceId, remaining }) => ({
    name: invoiceId,
    detail: `${isOverdue ? 'was due on' : 'due on'} ${dateText(dueOn)}`,
    amount: moneyText(remaining),
  }));
  const verb = invoices.length > 1 ? ['are overdue', 'fall due'] : ['is overdue', 'falls due'];
  return {
    heading: `${many} ${isOverdue ? verb[0] : verb[1]}`,
    text: isOverdue ? 'Collections see to it by themselves.' : 'Nothing has to be done if it is paid in time.',
    facts: [],
    more: [{ kind: 'items', title: 'Invoices', items, sums: [] }],
  };
};

const unusualOrder = ({ amount, decision, message, orderId }: Extract<Data, { warning: 'UnusualOrder' }>): Said => ({
  heading: `Unusual order of ${moneyText(amount)}`,
  text: message,
  facts: [...fact('Order', orderId), ...fact('Amount', moneyText(amount)), ...fact('Decision', decision)],
});

const isZero = ({ amount }: { readonly amount: string }): boolean => Number(amount) === 0;

const gradeDropped = ({ from, grade, limit, prepayment, reason }: Extract<Data, { warning: 'GradeDropped' }>): Said => {
  const follows = 'Limit, terms and the rules of the credit check follow the grade from now on.';
  const advance = prepayment
    ? ' The customer pays in advance, whatever its limit.'
    : limit && isZero(limit.to)
      ? ' Without a limit the customer pays in advance.'
      : '';
  const back = limit
    ? ' A limit that fell does not come back by itself: ask for another one where you know better.'
    : '';
  return {
    heading: from === null ? `The first grade is ${grade}` : `Grade dropped from ${from} to ${grade}`,
    text: `${follows}${advance}${back}`,
    facts: [
      ...fact('Grade until now', from ?? 'none'),
      ...fact('Grade', grade),
      ...fact('Why', reason),
      ...(limit ? [...fact('Limit until now', moneyText(limit.from)), ...fact('Limit', moneyText(limit.to))] : []),
    ],
  };
};

const ofCustomer = (data: OfCustomer): Said => {
  switch (data.warning) {
    case 'LimitNearlyUsed':
    case 'LimitFullyUsed':
      return limitUsed(data);
    case 'ReceivableFallingDue':
    case 'ReceivableOverdue':
      return dueInvoices(data);
    case 'GradeDropped':
      return gradeDropped(data);
    case 'BlacklistProposed':
      return {
        heading: 'Proposed for the blacklist',
        text: 'Look at the customer and decide: nothing happens by itself.',
        facts: fact('Why', data.reason),
      };
    case 'UnusualOrder':
      return unusualOrder(data);
    case 'CoverLapsing':
      return {
        heading: `A cover lapses after ${dateText(data.validTo)}`,
        text: 'From the day after, the limit is lower by what the cover is worth. Have it renewed in time.',
        facts: [
          ...fact('Cover', data.coverId),
          ...fact('Worth', moneyText(data.worth)),
          ...fact('Last day', dateText(data.validTo)),
        ],
      };
    case 'LargeDebtor':
      return {
        heading: `${data.sharePercent} % of all open receivables`,
        text: 'A large part of what is owed to the house is owed by this one customer.',
        facts: [
          ...fact('Open receivables', moneyText(data.openReceivables)),
          ...fact('Share of all', `${data.sharePercent} %`),
        ],
      };
    default:
      return data satisfies never;
  }
};

const overrides = (data: Extract<Data, { warning: 'OverrideRateHigh' }>): Said => ({
  heading: `${data.approver} lets far more through than the others do`,
  text:
    `Of ${data.decided} requests that ${data.approver} decided on from ${dateText(data.from)} to ${dateText(data.to)}, ` +
    `${data.overrides} were approved against the rules of the credit check or above the recommended limit.`,
  facts: [
    ...fact('Rate', `${data.ratePercent} %`),
    ...fact(
      'Rate of the others',
      data.othersRatePercent === null ? 'none has decided any' : `${data.othersRatePercent} %`,
    ),
  ],
});

/** Tells whoever the policy names that something about a customer, or an approver, is worth a look. */
export const warning = ({ data }: MessageOf<'warning'>): MailContent => {
  const isOfCustomer = data.warning !== 'OverrideRateHigh';
  const said = isOfCustomer ? ofCustomer(data) : overrides(data);
  const customer = isOfCustomer ? fact('Customer', `${data.customer.legalName} (${data.customer.customerId})`) : [];
  return {
    subject: isOfCustomer ? `${said.heading}: ${shortName(data)}` : said.heading,
    preview: said.text,
    heading: said.heading,
    blocks: [
      { kind: 'paragraph', text: said.text },
      { kind: 'facts', title: 'What it is about', facts: [...customer, ...said.facts] },
      ...(said.more ?? []),
      {
        kind: 'note',
        text: 'You get this mail because the credit policy names you, or a role of yours, for warnings of this kind. Replies are not read.',
      },
    ],
  };
};

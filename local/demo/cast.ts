/** Who and what the story is about. Dates are the story's own; the clock is set to its first one. */
export const firstDay = '2026-03-02';

export const customerId = 'KESTREL';
export const legalName = 'Kestrel Cycles GmbH';
export const currency = 'EUR';

export const openInvoice = { invoiceId: 'INV-1001', amount: '2500.00', issuedOn: '2026-02-12', dueOn: '2026-03-14' };

/** The order that passes, and the invoice that it becomes. */
export const wheels = {
  orderId: 'SO-501',
  amount: '5000.00',
  shippedOn: '2026-03-05',
  invoiceId: 'INV-1002',
  dueOn: '2026-04-04',
};

/** The order that does not pass at first. */
export const frames = { orderId: 'SO-502', amount: '4000.00' };

export const payment = { paymentId: 'BANK-88', receivedOn: '2026-03-13', bouncedOn: '2026-03-18' };

/** An order on the day after the bounce. */
export const bells = { orderId: 'SO-503', amount: '300.00' };

/** Who asks, and who approves; Max joins those whom the platform starts with. */
export const people = {
  sam: 'sam.sales@example.com',
  ana: 'ana.analyst@example.com',
  ben: 'ben.analyst@example.com',
  mia: 'mia.manager@example.com',
  max: 'max.manager@example.com',
  fred: 'fred.director@example.com',
  cora: 'cora.collector@example.com',
  lex: 'lex.legal@example.com',
};

/** A limit that the policy puts to three levels, and the days on which it is asked, reminded, escalated and decided. */
export const contract = {
  limit: '300000.00',
  askedOn: '2026-03-23',
  remindedOn: '2026-03-24',
  escalatedOn: '2026-03-25',
  nextDay: '2026-03-26',
};

/** A customer who owes one invoice, and what comes of it. */
export interface Debtor {
  readonly customerId: string;
  readonly legalName: string;
  readonly invoiceId: string;
  readonly amount: string;
}

const debtor = (customerId: string, legalName: string, invoiceId: string, amount: string): Debtor => ({
  customerId,
  legalName,
  invoiceId,
  amount,
});

export const debtors = {
  pays: debtor('PIPIT', 'Pipit Pedals KG', 'INV-2001', '640.00'),
  promises: debtor('WREN', 'Wren & Daughters', 'INV-2002', '1200.00'),
  disputes: debtor('FINCH', 'Finch Frames Ltd', 'INV-2003', '860.00'),
  goesToLegal: debtor('HERON', 'Heron Holding GmbH', 'INV-2004', '4750.00'),
};

export const billingOf = ({ customerId }: Debtor): string => `billing@${customerId.toLowerCase()}.example`;

/** The ninety days in which the four are chased. */
export const chase = {
  beginsOn: '2026-03-27',
  issuedOn: '2026-03-02',
  dueOn: '2026-04-01',
  remindedOn: '2026-04-02',
  promisedFor: '2026-04-10',
  brokenOn: '2026-04-13',
  heldOn: '2026-04-22',
  handedOverOn: '2026-05-18',
  endsOn: '2026-06-25',
  matterNumber: 'M-2026-17',
};

export const euros = (amount: string) => ({ amount, currency });

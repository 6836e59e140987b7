import { Label } from '../../../shared/contracts/primitives.ts';
import { isBusinessDate } from '../../../shared/dates.ts';
import { asIdentifier } from '../../../shared/domain/cash-application/references.ts';
import type { Money } from '../../../shared/money.ts';
import { malformed, wrongSum } from '../refusals.ts';
import { allAt, at, childrenOf, textAt, textsAt, type XmlElement } from '../xml/element.ts';
import { checkTotals, moneyAt } from './totals.ts';

/** An invoice or a credit note as the ledger needs it. */
export interface UblDocument {
  readonly kind: 'INVOICE' | 'CREDIT_NOTE';
  /** Line of the file on which it begins. */
  readonly line: number;
  /** The number as an id; `number` as it is written. */
  readonly id: string;
  readonly number: string;
  readonly amount: Money;
  readonly issuedOn: string;
  /** `null`: by the customer's terms of payment. */
  readonly dueOn: string | null;
  readonly orderId: string | null;
  /** How its lines are classified, where all of them are alike. */
  readonly productCategory: string | null;
  /** Of a credit note: the invoice that it credits. */
  readonly invoiceId: string | null;
  readonly reason: string;
  readonly buyer: Buyer;
}

export interface Buyer {
  /** Numbers that may be the customer's id here. */
  readonly customerIds: readonly string[];
  /** Registration and tax numbers. */
  readonly numbers: readonly string[];
  /** How the buyer wants to be addressed: its reference of itself. */
  readonly reference: string | null;
  readonly name: string | null;
}

const NAMESPACE = /^urn:oasis:names:specification:ubl:schema:xsd:(Invoice|CreditNote)-2$/;

export const isUbl = ({ name, namespace }: XmlElement): boolean => NAMESPACE.exec(namespace)?.[1] === name;

const dayIn = (element: XmlElement | undefined): string | null => {
  if (!element) return null;
  // A date may carry its offset from UTC; the day is the one that is written.
  const day = element.text.trim().slice(0, 10);
  if (!isBusinessDate(day))
    throw malformed(element.line, `has '${element.text.trim().slice(0, 40)}' where a date is due`);
  return day;
};

const required = (root: XmlElement, name: string): XmlElement => {
  const found = at(root, name);
  if (found && found.text.trim() !== '') return found;
  throw malformed(root.line, `begins a ${root.name} without ${name}`);
};

const idOf = (number: string | null): string | null => asIdentifier(number ?? '') || null;

/** Numbers of one buyer that are looked up. */
const MOST_NUMBERS = 10;

const buyerOf = (root: XmlElement): Buyer => {
  const customer = at(root, 'AccountingCustomerParty');
  const party = at(customer, 'Party');
  const customerIds = [
    ...textsAt(customer, 'SupplierAssignedAccountID'),
    ...textsAt(party, 'PartyIdentification', 'ID'),
    ...textsAt(customer, 'CustomerAssignedAccountID'),
  ];
  const numbers = [
    ...textsAt(party, 'PartyTaxScheme', 'CompanyID'),
    ...textsAt(party, 'PartyLegalEntity', 'CompanyID'),
    ...textsAt(party, 'EndpointID'),
    ...textsAt(party, 'PartyIdentification', 'ID'),
  ];
  const name = textAt(party, 'PartyLegalEntity', 'RegistrationName') ?? textAt(party, 'PartyName', 'Name');
  const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].slice(0, MOST_NUMBERS);
  const reference = textAt(root, 'BuyerReference');
  return {
    customerIds: distinct(customerIds),
    numbers: distinct(numbers),
    reference,
    name: name?.slice(0, 200) ?? null,
  };
};

/** The code as the API would take it for a product category, which rules are matched on: a file may break its lines anywhere. */
const labelOf = (code: string | null | undefined): string | null =>
  Label.safeParse(code?.replace(/\s+/g, ' ')).data ?? null;

const categoryOf = (lines: readonly XmlElement[]): string | null => {
  const codes = lines.map((line) => textAt(line, 'Item', 'CommodityClassification', 'ItemClassificationCode'));
  const [code, ...others] = new Set(codes.map(labelOf));
  return others.length === 0 ? (code ?? null) : null;
};

const MOST_OF_A_REASON = 500;

/**
 * Reads a UBL 2.1 invoice or credit note, such as XRechnung and Peppol BIS are.
 * @throws validation for what is missing or malformed, unprocessable when its sums do not agree.
 */
export const readUbl = (root: XmlElement): UblDocument => {
  const isInvoice = root.name === 'Invoice';
  const number = required(root, 'ID');
  const id = idOf(number.text);
  if (id === null) throw malformed(number.line, 'has a number of which no id can be made');
  const currencyElement = required(root, 'DocumentCurrencyCode');
  const currency = currencyElement.text.trim();
  checkTotals(root, currency);
  const payable = at(root, 'LegalMonetaryTotal', 'PayableAmount');
  const amount = moneyAt(payable, currency);
  if (!payable || amount === null) throw malformed(root.line, `begins a ${root.name} without its PayableAmount`);
  if (amount <= 0n) {
    throw wrongSum(payable.line, `has a PayableAmount of zero or less: there is nothing to post of this ${root.name}`);
  }
  const issued = required(root, 'IssueDate');
  const due =
    at(root, 'DueDate') ?? at(root, 'PaymentMeans', 'PaymentDueDate') ?? at(root, 'PaymentTerms', 'PaymentDueDate');
  const references = allAt(root, 'BillingReference', 'InvoiceDocumentReference');
  const order = textAt(root, 'OrderReference', 'SalesOrderID') ?? textAt(root, 'OrderReference', 'ID');
  const notes = textsAt(root, 'Note').join(' ').replace(/\s+/g, ' ').slice(0, MOST_OF_A_REASON);
  return {
    kind: isInvoice ? 'INVOICE' : 'CREDIT_NOTE',
    line: root.line,
    id,
    number: number.text.trim(),
    amount: { minorUnits: amount, currency },
    issuedOn: dayIn(issued) ?? '',
    dueOn: dayIn(due),
    orderId: idOf(order),
    productCategory: categoryOf(childrenOf(root, `${root.name}Line`)),
    // A credit note for several invoices is for none in particular.
    invoiceId: references.length === 1 ? idOf(textAt(references[0], 'ID')) : null,
    reason: notes === '' ? `Credit note ${number.text.trim()}` : notes,
    buyer: buyerOf(root),
  };
};

/**
 * One table, one page to know it by.
 *
 * | entity | pk | sk | index keys | the question it answers |
 * |---|---|---|---|---|
 * | Account | `CUSTOMER#<customerId>` | `ACCOUNT` | gsi2 `GROUP#<parentId>` / next expiry | may this order go out? which members of a group hold expired reservations? |
 * | Profile | `CUSTOMER#<customerId>` | `PROFILE` | gsi1 `DIRECTORY` / name; gsi2 `STATUS#<status>` / name | who is this customer? which customers are there by name or status? |
 * | Behaviour | `CUSTOMER#<customerId>` | `BEHAVIOUR` | | how does this customer pay? |
 * | Cover, Rating, Agreement | `CUSTOMER#<customerId>` | `COVER#<id>`, `RATING#<source>`, `AGREEMENT#<id>` | | what stands behind the limit? |
 * | History entry | `CUSTOMER#<customerId>` | `HISTORY#<at>#<seq>` | | what happened, newest first? |
 * | Open item | `CUSTOMER#<customerId>` | `OPEN#<dueOn>#<invoiceId>` | | what is open, oldest due first? |
 * | Unapplied item | `CUSTOMER#<customerId>` | `UNAPPLIED#<date>#<kind>#<settlementId>` | | which money waits for its invoice? |
 * | Reservation | `ORDER#<orderId>` | `RESERVATION` | gsi1 `EXPIRY#<customerId>` / expiry | what does this order hold? which reservations of a customer have expired? |
 * | Receivable | `INVOICE#<invoiceId>` | `RECEIVABLE` | gsi1 `RECEIVABLES#<customerId>` / issue date | what became of this invoice? which invoices has this customer had? |
 * | Payment, credit note | `PAYMENT#<id>`, `CREDITNOTE#<id>` | `SETTLEMENT` | | what did this money pay? |
 * | Decision | `DECISION#<decisionId>` | `DECISION` | | where in the history is this decision? |
 * | Dispute | `DISPUTE#<disputeId>` | `DISPUTE` | | what is disputed? |
 * | Request | `REQUEST#<client>#<operation>#<key>` | `REQUEST` | | was this Idempotency-Key used before? |
 * | Limit request | `LIMITREQUEST#<requestId>` | `REQUEST` | gsi1 `LIMITREQUESTS#<status>` / creation; gsi2 `LIMITREQUESTS` / creation | what became of this request? which requests are there, by status or at all? |
 * | Workflow task | `LIMITREQUEST#<requestId>` | `TASK` | | which waiting task of its workflow is to be completed? |
 * | Approval | `APPROVAL#<approvalId>` | `APPROVAL` | | which level of which request is this approval of? |
 * | Mail | `MAIL#<mailId>` | `MAIL` | gsi1 `MAILS#<state>` / time, unless it went well | what became of this mail? which mails need a person? |
 * | Assignment | `APPROVAL#<approvalId>` | `APPROVER#<email>` | gsi1 `WAITINGFOR#<email>` / opened, while it waits | who was asked, and by which link? what waits for this person? |
 * | Link | `LINK#<tokenHash>` | `LINK` | | who may decide on what by this link, and may they still? |
 * | Absence | `ABSENCE#<email>` | `ABSENCE` | | is this approver away, and who stands in? |
 * | Exchange rates | `FX` | `RATES#<date>` | | what was a currency worth on a day? |
 * | Active policy | `POLICY` | `ACTIVE` | | by which policy is decided? none yet: by the built-in one |
 * | Policy draft | `POLICY` | `DRAFT` | | what is to be the next version? |
 * | Policy version | `POLICY` | `VERSION#<version>` | | who changed the policy, when and in what, newest first? |
 *
 * Caller-given ids never contain `#`. Both indexes are sparse and project keys only; whatever must be exact is read
 * from the table itself.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const indexes = {
  gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' },
  gsi2: { partition: 'gsi2pk', sort: 'gsi2sk' },
} as const;

export type IndexName = keyof typeof indexes;

const SEQUENCE_DIGITS = 10;

const customer = (customerId: string): string => `CUSTOMER#${customerId}`;

export const keys = {
  account: (customerId: string): Key => ({ pk: customer(customerId), sk: 'ACCOUNT' }),
  profile: (customerId: string): Key => ({ pk: customer(customerId), sk: 'PROFILE' }),
  behaviour: (customerId: string): Key => ({ pk: customer(customerId), sk: 'BEHAVIOUR' }),
  cover: (customerId: string, coverId: string): Key => ({ pk: customer(customerId), sk: `COVER#${coverId}` }),
  rating: (customerId: string, source: string): Key => ({ pk: customer(customerId), sk: `RATING#${source}` }),
  agreement: (customerId: string, agreementId: string): Key => ({
    pk: customer(customerId),
    sk: `AGREEMENT#${agreementId}`,
  }),
  historyEntry: (customerId: string, at: string, seq: number): Key => ({
    pk: customer(customerId),
    sk: `HISTORY#${at}#${String(seq).padStart(SEQUENCE_DIGITS, '0')}`,
  }),
  openItem: (customerId: string, dueOn: string, invoiceId: string): Key => ({
    pk: customer(customerId),
    sk: `OPEN#${dueOn}#${invoiceId}`,
  }),
  unappliedItem: (customerId: string, date: string, kind: string, settlementId: string): Key => ({
    pk: customer(customerId),
    sk: `UNAPPLIED#${date}#${kind}#${settlementId}`,
  }),
  reservation: (orderId: string): Key => ({ pk: `ORDER#${orderId}`, sk: 'RESERVATION' }),
  receivable: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'RECEIVABLE' }),
  payment: (paymentId: string): Key => ({ pk: `PAYMENT#${paymentId}`, sk: 'SETTLEMENT' }),
  creditNote: (creditNoteId: string): Key => ({ pk: `CREDITNOTE#${creditNoteId}`, sk: 'SETTLEMENT' }),
  decision: (decisionId: string): Key => ({ pk: `DECISION#${decisionId}`, sk: 'DECISION' }),
  dispute: (disputeId: string): Key => ({ pk: `DISPUTE#${disputeId}`, sk: 'DISPUTE' }),
  request: (client: string, operation: string, key: string): Key => ({
    pk: `REQUEST#${client}#${operation}#${key}`,
    sk: 'REQUEST',
  }),
  limitRequest: (requestId: string): Key => ({ pk: `LIMITREQUEST#${requestId}`, sk: 'REQUEST' }),
  workflowTask: (requestId: string): Key => ({ pk: `LIMITREQUEST#${requestId}`, sk: 'TASK' }),
  approval: (approvalId: string): Key => ({ pk: `APPROVAL#${approvalId}`, sk: 'APPROVAL' }),
  mail: (mailId: string): Key => ({ pk: `MAIL#${mailId}`, sk: 'MAIL' }),
  assignment: (approvalId: string, email: string): Key => ({ pk: `APPROVAL#${approvalId}`, sk: `APPROVER#${email}` }),
  link: (tokenHash: string): Key => ({ pk: `LINK#${tokenHash}`, sk: 'LINK' }),
  absence: (email: string): Key => ({ pk: `ABSENCE#${email}`, sk: 'ABSENCE' }),
  activePolicy: { pk: 'POLICY', sk: 'ACTIVE' },
  policyDraft: { pk: 'POLICY', sk: 'DRAFT' },
  policyVersion: (version: number): Key => ({
    pk: 'POLICY',
    sk: `VERSION#${String(version).padStart(SEQUENCE_DIGITS, '0')}`,
  }),
  fxRates: (date: string): Key => ({ pk: 'FX', sk: `RATES#${date}` }),
} as const;

/** Index keys, as attributes to be written with an item. */
export const indexKeys = {
  directory: (name: string, customerId: string) => ({
    gsi1pk: 'DIRECTORY',
    gsi1sk: `${directoryName(name)}#${customerId}`,
  }),
  byStatus: (status: string, name: string, customerId: string) => ({
    gsi2pk: `STATUS#${status}`,
    gsi2sk: `${directoryName(name)}#${customerId}`,
  }),
  reservationExpiry: (customerId: string, expiresAt: string, orderId: string) => ({
    gsi1pk: `EXPIRY#${customerId}`,
    gsi1sk: `${expiresAt}#${orderId}`,
  }),
  groupExpiry: (parentId: string, nextExpiryAt: string, customerId: string) => ({
    gsi2pk: `GROUP#${parentId}`,
    gsi2sk: `${nextExpiryAt}#${customerId}`,
  }),
  receivablesOf: (customerId: string, issuedOn: string, invoiceId: string) => ({
    gsi1pk: `RECEIVABLES#${customerId}`,
    gsi1sk: `${issuedOn}#${invoiceId}`,
  }),
  limitRequestsIn: (status: string, createdAt: string, requestId: string) => ({
    gsi1pk: `LIMITREQUESTS#${status}`,
    gsi1sk: `${createdAt}#${requestId}`,
  }),
  limitRequests: (createdAt: string, requestId: string) => ({
    gsi2pk: 'LIMITREQUESTS',
    gsi2sk: `${createdAt}#${requestId}`,
  }),
  mailsIn: (state: string, changedAt: string, mailId: string) => ({
    gsi1pk: `MAILS#${state}`,
    gsi1sk: `${changedAt}#${mailId}`,
  }),
  waitingFor: (email: string, openedAt: string, approvalId: string) => ({
    gsi1pk: `WAITINGFOR#${email}`,
    gsi1sk: `${openedAt}#${approvalId}`,
  }),
} as const;

/** A name as it is sorted and searched: without case, accents and what the key uses itself. */
export const directoryName = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('#', ' ').toLowerCase().trim();

import { createHash } from 'node:crypto';

/**
 * One table, one page to know it by.
 *
 * | entity | pk | sk | index keys | the question it answers |
 * |---|---|---|---|---|
 * | Account | `CUSTOMER#<customerId>` | `ACCOUNT` | gsi1 `DUE#<shard>` / day of its next attention; gsi2 `GROUP#<parentId>` / next expiry | may this order go out? whom must the daily run look at? which members of a group hold expired reservations? |
 * | Profile | `CUSTOMER#<customerId>` | `PROFILE` | gsi1 `DIRECTORY` / name; gsi2 `STATUS#<status>` / name | who is this customer? which customers are there by name or status? |
 * | Behaviour | `CUSTOMER#<customerId>` | `BEHAVIOUR` | | how does this customer pay? |
 * | Behaviour of a month | `CUSTOMER#<customerId>` | `BEHAVIOUR#<month>` | | how did this customer pay in these months? |
 * | Score | `CUSTOMER#<customerId>` | `SCORE` | | why does this customer have its grade? |
 * | Cover, Rating, Agreement | `CUSTOMER#<customerId>` | `COVER#<id>`, `RATING#<source>`, `AGREEMENT#<id>` | | what stands behind the limit? |
 * | History entry | `CUSTOMER#<customerId>` | `HISTORY#<at>#<seq>` | gsi1 `DECISIONS#<date>#<shard>` / time, of a credit decision | what happened, newest first? which credit checks were decided on a day? |
 * | Open item | `CUSTOMER#<customerId>` | `OPEN#<dueOn>#<invoiceId>` | | what is open, oldest due first? |
 * | Unapplied item | `CUSTOMER#<customerId>` | `UNAPPLIED#<date>#<kind>#<settlementId>` | | which money waits for its invoice? |
 * | Reservation | `ORDER#<orderId>` | `RESERVATION` | gsi1 `EXPIRY#<customerId>` / expiry | what does this order hold? which reservations of a customer have expired? |
 * | Unusual order | `ORDER#<orderId>` | `UNUSUAL` | | was it told that this order, which was refused, is unusual? |
 * | Receivable | `INVOICE#<invoiceId>` | `RECEIVABLE` | gsi1 `RECEIVABLES#<customerId>` / issue date | what became of this invoice? which invoices has this customer had? |
 * | Payment, credit note | `PAYMENT#<id>`, `CREDITNOTE#<id>` | `SETTLEMENT` | | what did this money pay? |
 * | Decision | `DECISION#<decisionId>` | `DECISION` | | where in the history is this decision? |
 * | Dispute | `DISPUTE#<disputeId>` | `DISPUTE` | gsi1 `DISPUTES#<status>` / opening; gsi2 `DISPUTES#<status>#<customerId>` / opening | what is disputed? which disputes wait to be resolved, of a customer or at all? |
 * | Open dispute | `CUSTOMER#<customerId>` | `DISPUTE#<disputeId>` | | which disputes of this customer wait to be resolved? |
 * | Request | `REQUEST#<client>#<operation>#<key>` | `REQUEST` | | was this Idempotency-Key used before? |
 * | Limit request | `LIMITREQUEST#<requestId>` | `REQUEST` | gsi1 `LIMITREQUESTS#<status>` / creation; gsi2 `LIMITREQUESTS` / creation | what became of this request? which requests are there, by status or at all? |
 * | Request under way | `CUSTOMER#<customerId>` | `LIMITREQUEST#<requestId>` | | which limit requests of this customer wait for their end? |
 * | Workflow task | `LIMITREQUEST#<requestId>` | `TASK` | | which waiting task of its workflow is to be completed? |
 * | Approval | `APPROVAL#<approvalId>` | `APPROVAL` | | which level of which request is this approval of? |
 * | Mail | `MAIL#<mailId>` | `MAIL` | gsi1 `MAILS#<state>` / time, unless it went well; gsi2 `CASEMAILS#<caseId>` / time, of a case | what became of this mail? which mails need a person? what was written in a case? |
 * | Assignment | `APPROVAL#<approvalId>` | `APPROVER#<email>` | gsi1 `WAITINGFOR#<email>` / opened, while it waits | who was asked, and by which link? what waits for this person? |
 * | Link | `LINK#<tokenHash>` | `LINK` | | who may decide on what by this link, and may they still? |
 * | Absence | `ABSENCE#<email>` | `ABSENCE` | | is this approver away, and who stands in? |
 * | Newest case | `CUSTOMER#<customerId>` | `CASE` | | which collection case has this customer had last? |
 * | Collection case | `CASE#<caseId>` | `CASE` | gsi1 `CASES#<status>` / opening; gsi2 `CASES` / opening | where does this case stand? which cases are there, by status or at all? |
 * | Case event | `CASE#<caseId>` | `EVENT#<version>` | | what happened in this case? |
 * | Case wait | `CASE#<caseId>` | `WAIT` | | which waiting task of its workflow is to be completed? |
 * | Recipient's day | `RECIPIENT#<email>` | `DAY#<date>` | | has another case written to this address today? |
 * | Open task of a case | `CASE#<caseId>` | `OPENTASK#<taskId>` | | which tasks of this case wait to be done? |
 * | Collection task | `COLLECTIONTASK#<taskId>` | `TASK` | gsi1 `TASKS#<status>#<assignee>` / rank; gsi2 `TASKS#<status>` / due time | what is this person to do first? which tasks were not done in time? |
 * | Promise | `PROMISE#<promiseId>` | `PROMISE` | | what became of this promise to pay? |
 * | Legal handoff | `HANDOFF#<handoffId>` | `HANDOFF` | gsi1 `HANDOFFS#<status>` / creation; gsi2 `HANDOFFS` / creation | where does this handoff stand? which are there, by status or at all? |
 * | Newest handoff | `CASE#<caseId>` | `HANDOFF` | | which legal handoff has this case had last? |
 * | Bundle part | `HANDOFF#<handoffId>` | `PART#<sha256>#<chunk>` | | what was handed over? |
 * | Payment link | `PAYLINK#<tokenHash>` | `PAYLINK` | | whose open items does this link show? |
 * | Daily run | `RUN#<date>` | `RUN` | | has the run of this day been done, and what came of it? |
 * | Shard of a run | `RUN#<date>` | `SHARD#<shard>` | | how far is this part of the run? |
 * | Portfolio snapshot | `PORTFOLIO` | `DAY#<date>` | | how did the portfolio stand on a day? |
 * | Monthly sales | `CUSTOMER#<customerId>` | `SALES#<month>` | gsi1 `SALES#<month>` / customer | what was invoiced to this customer in a month? who was invoiced anything in a month? |
 * | Party number | `PARTY#<number>` | `CUSTOMER#<customerId>` | | which customers have this registration or tax number? |
 * | Bank reference | `BANKREF#<hash>` | `PAYMENT#<paymentId>` | | which payments came in under this reference of a bank or payer? |
 * | Waiting return | `BANKREF#<hash>` | `RETURN` | | was a payment of this reference taken back before it was known? |
 * | Bank return | `BANKRETURN#<entryId>` | `RETURN` | | which payment did this booking of the bank take back? |
 * | Exchange rates | `FX` | `RATES#<date>` | | what was a currency worth on a day? |
 * | Standing warning | `WARNING#<kind>` | `<customerId or address>` | | who is a large debtor, who overrides far above the others, and was that told? |
 * | Active policy | `POLICY` | `ACTIVE` | | by which policy is decided? none yet: by the built-in one |
 * | Policy draft | `POLICY` | `DRAFT` | | what is to be the next version? |
 * | Policy in shadow | `POLICY` | `SHADOW` | | which draft decides beside the policy in force, without effect? |
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

const sequence = (number: number): string => String(number).padStart(SEQUENCE_DIGITS, '0');

/** Parts of the index by which the daily run finds whom to look at: its work is divided by them. */
export const DUE_SHARDS = 16;

const SHARD_DIGITS = 2;

/** The shards by name: `00` to `15`. */
export const dueShards: readonly string[] = Array.from({ length: DUE_SHARDS }, (_, shard) =>
  String(shard).padStart(SHARD_DIGITS, '0'),
);

/** The shard of a customer: by hash, so that neighbouring ids do not crowd into one. */
export const dueShardOf = (customerId: string): string => {
  const [first = 0] = createHash('sha256').update(customerId).digest();
  return dueShards[first % DUE_SHARDS] ?? '00';
};

const customer = (customerId: string): string => `CUSTOMER#${customerId}`;

export const keys = {
  account: (customerId: string): Key => ({ pk: customer(customerId), sk: 'ACCOUNT' }),
  profile: (customerId: string): Key => ({ pk: customer(customerId), sk: 'PROFILE' }),
  behaviour: (customerId: string): Key => ({ pk: customer(customerId), sk: 'BEHAVIOUR' }),
  behaviourMonth: (customerId: string, month: string): Key => ({ pk: customer(customerId), sk: `BEHAVIOUR#${month}` }),
  score: (customerId: string): Key => ({ pk: customer(customerId), sk: 'SCORE' }),
  cover: (customerId: string, coverId: string): Key => ({ pk: customer(customerId), sk: `COVER#${coverId}` }),
  rating: (customerId: string, source: string): Key => ({ pk: customer(customerId), sk: `RATING#${source}` }),
  agreement: (customerId: string, agreementId: string): Key => ({
    pk: customer(customerId),
    sk: `AGREEMENT#${agreementId}`,
  }),
  historyEntry: (customerId: string, at: string, seq: number): Key => ({
    pk: customer(customerId),
    sk: `HISTORY#${at}#${sequence(seq)}`,
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
  unusualOrder: (orderId: string): Key => ({ pk: `ORDER#${orderId}`, sk: 'UNUSUAL' }),
  receivable: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'RECEIVABLE' }),
  payment: (paymentId: string): Key => ({ pk: `PAYMENT#${paymentId}`, sk: 'SETTLEMENT' }),
  creditNote: (creditNoteId: string): Key => ({ pk: `CREDITNOTE#${creditNoteId}`, sk: 'SETTLEMENT' }),
  decision: (decisionId: string): Key => ({ pk: `DECISION#${decisionId}`, sk: 'DECISION' }),
  dispute: (disputeId: string): Key => ({ pk: `DISPUTE#${disputeId}`, sk: 'DISPUTE' }),
  openDispute: (customerId: string, disputeId: string): Key => ({
    pk: customer(customerId),
    sk: `DISPUTE#${disputeId}`,
  }),
  request: (client: string, operation: string, key: string): Key => ({
    pk: `REQUEST#${client}#${operation}#${key}`,
    sk: 'REQUEST',
  }),
  limitRequest: (requestId: string): Key => ({ pk: `LIMITREQUEST#${requestId}`, sk: 'REQUEST' }),
  requestUnderWay: (customerId: string, requestId: string): Key => ({
    pk: customer(customerId),
    sk: `LIMITREQUEST#${requestId}`,
  }),
  workflowTask: (requestId: string): Key => ({ pk: `LIMITREQUEST#${requestId}`, sk: 'TASK' }),
  approval: (approvalId: string): Key => ({ pk: `APPROVAL#${approvalId}`, sk: 'APPROVAL' }),
  mail: (mailId: string): Key => ({ pk: `MAIL#${mailId}`, sk: 'MAIL' }),
  assignment: (approvalId: string, email: string): Key => ({ pk: `APPROVAL#${approvalId}`, sk: `APPROVER#${email}` }),
  link: (tokenHash: string): Key => ({ pk: `LINK#${tokenHash}`, sk: 'LINK' }),
  absence: (email: string): Key => ({ pk: `ABSENCE#${email}`, sk: 'ABSENCE' }),
  newestCase: (customerId: string): Key => ({ pk: customer(customerId), sk: 'CASE' }),
  collectionCase: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: 'CASE' }),
  caseEvent: (caseId: string, version: number): Key => ({ pk: `CASE#${caseId}`, sk: `EVENT#${sequence(version)}` }),
  caseWait: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: 'WAIT' }),
  recipientDay: (email: string, date: string): Key => ({ pk: `RECIPIENT#${email}`, sk: `DAY#${date}` }),
  openTask: (caseId: string, taskId: string): Key => ({ pk: `CASE#${caseId}`, sk: `OPENTASK#${taskId}` }),
  collectionTask: (taskId: string): Key => ({ pk: `COLLECTIONTASK#${taskId}`, sk: 'TASK' }),
  promise: (promiseId: string): Key => ({ pk: `PROMISE#${promiseId}`, sk: 'PROMISE' }),
  handoff: (handoffId: string): Key => ({ pk: `HANDOFF#${handoffId}`, sk: 'HANDOFF' }),
  newestHandoff: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: 'HANDOFF' }),
  bundlePart: (handoffId: string, sha256: string, chunk: number): Key => ({
    pk: `HANDOFF#${handoffId}`,
    sk: `PART#${sha256}#${sequence(chunk)}`,
  }),
  paymentLink: (tokenHash: string): Key => ({ pk: `PAYLINK#${tokenHash}`, sk: 'PAYLINK' }),
  dailyRun: (date: string): Key => ({ pk: `RUN#${date}`, sk: 'RUN' }),
  shardOfRun: (date: string, shard: string): Key => ({ pk: `RUN#${date}`, sk: `SHARD#${shard}` }),
  snapshot: (date: string): Key => ({ pk: 'PORTFOLIO', sk: `DAY#${date}` }),
  monthlySales: (customerId: string, month: string): Key => ({ pk: customer(customerId), sk: `SALES#${month}` }),
  partyNumber: (number: string, customerId: string): Key => ({ pk: `PARTY#${number}`, sk: customer(customerId) }),
  bankReference: (hash: string, paymentId: string): Key => ({ pk: `BANKREF#${hash}`, sk: `PAYMENT#${paymentId}` }),
  waitingReturn: (hash: string): Key => ({ pk: `BANKREF#${hash}`, sk: 'RETURN' }),
  bankReturn: (entryId: string): Key => ({ pk: `BANKRETURN#${entryId}`, sk: 'RETURN' }),
  activePolicy: { pk: 'POLICY', sk: 'ACTIVE' },
  policyDraft: { pk: 'POLICY', sk: 'DRAFT' },
  policyShadow: { pk: 'POLICY', sk: 'SHADOW' },
  policyVersion: (version: number): Key => ({
    pk: 'POLICY',
    sk: `VERSION#${sequence(version)}`,
  }),
  standingWarning: (kind: string, about: string): Key => ({ pk: `WARNING#${kind}`, sk: about }),
  fxRates: (date: string): Key => ({ pk: 'FX', sk: `RATES#${date}` }),
} as const;

/** Partition of the index in which the decisions of a day on the customers of a shard are. */
export const decisionsOfShard = (date: string, shard: string): string => `DECISIONS#${date}#${shard}`;

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
  disputesIn: (status: string, openedAt: string, disputeId: string) => ({
    gsi1pk: `DISPUTES#${status}`,
    gsi1sk: `${openedAt}#${disputeId}`,
  }),
  disputesOf: (status: string, customerId: string, openedAt: string, disputeId: string) => ({
    gsi2pk: `DISPUTES#${status}#${customerId}`,
    gsi2sk: `${openedAt}#${disputeId}`,
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
  mailsOfCase: (caseId: string, queuedAt: string, mailId: string) => ({
    gsi2pk: `CASEMAILS#${caseId}`,
    gsi2sk: `${queuedAt}#${mailId}`,
  }),
  attention: (shard: string, on: string, customerId: string) => ({
    gsi1pk: `DUE#${shard}`,
    gsi1sk: `${on}#${customerId}`,
  }),
  /** The same of a customer of whom nothing is open and whose grade alone waits for its day. */
  review: (shard: string, on: string, customerId: string) => ({
    gsi1pk: `DUE#${shard}`,
    gsi1sk: `${on}#${customerId}#REVIEW`,
  }),
  casesIn: (status: string, openedAt: string, caseId: string) => ({
    gsi1pk: `CASES#${status}`,
    gsi1sk: `${openedAt}#${caseId}`,
  }),
  cases: (openedAt: string, caseId: string) => ({ gsi2pk: 'CASES', gsi2sk: `${openedAt}#${caseId}` }),
  /** @param rank sorts as text, the most urgent first. */
  tasksOf: (status: string, assignee: string, rank: string, taskId: string) => ({
    gsi1pk: `TASKS#${status}#${assignee}`,
    gsi1sk: `${rank}#${taskId}`,
  }),
  tasksIn: (status: string, dueAt: string, taskId: string) => ({
    gsi2pk: `TASKS#${status}`,
    gsi2sk: `${dueAt}#${taskId}`,
  }),
  handoffsIn: (status: string, createdAt: string, handoffId: string) => ({
    gsi1pk: `HANDOFFS#${status}`,
    gsi1sk: `${createdAt}#${handoffId}`,
  }),
  handoffs: (createdAt: string, handoffId: string) => ({ gsi2pk: 'HANDOFFS', gsi2sk: `${createdAt}#${handoffId}` }),
  /** @param date business date of the decision. */
  decisionsOn: (date: string, customerId: string, at: string, seq: number) => ({
    gsi1pk: decisionsOfShard(date, dueShardOf(customerId)),
    gsi1sk: `${at}#${customerId}#${sequence(seq)}`,
  }),
  salesIn: (month: string, customerId: string) => ({ gsi1pk: `SALES#${month}`, gsi1sk: customerId }),
  waitingFor: (email: string, openedAt: string, approvalId: string) => ({
    gsi1pk: `WAITINGFOR#${email}`,
    gsi1sk: `${openedAt}#${approvalId}`,
  }),
} as const;

/** A name as it is sorted and searched: without case, accents and what the key uses itself. */
export const directoryName = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('#', ' ').toLowerCase().trim();

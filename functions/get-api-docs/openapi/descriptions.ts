import { collectionDescriptions } from './collection-descriptions.ts';
import { gradingDescriptions } from './grading-descriptions.ts';
import { policyDescriptions } from './policy-descriptions.ts';
import { reportDescriptions } from './report-descriptions.ts';

/** What schemas and fields mean, by schema name and field; under the empty name the schema itself. */
export const descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...collectionDescriptions,
  ...gradingDescriptions,
  ...policyDescriptions,
  Money: {
    '': 'An amount with exactly the decimals of its ISO 4217 currency: JPY 0, EUR 2, KWD 3.',
    amount: 'A decimal string, such as "1234.50".',
  },
  PositiveMoney: {
    '': 'Money greater than zero. Other numbers of decimals than the currency has, exponents and JSON numbers are refused.',
    amount: 'A decimal string with exactly the decimals of the currency, such as "1234.50".',
  },
  NotNegativeMoney: {
    '': 'Money of zero or more.',
    amount: 'A decimal string with exactly the decimals of the currency, such as "1234.50".',
  },
  SignedMoney: {
    '': 'Money, below zero too.',
    amount: 'A decimal string with exactly the decimals of the currency, such as "-1234.50".',
  },
  PositiveMoneyText: {
    '': 'Money greater than zero, kept as it is written.',
    amount: 'A decimal string with exactly the decimals of the currency, such as "1234.50".',
  },
  NotNegativeMoneyText: {
    '': 'Money of zero or more, kept as it is written.',
    amount: 'A decimal string with exactly the decimals of the currency, such as "1234.50".',
  },
  BusinessDate: { '': 'A day in the time zone of the environment.' },
  Instant: { '': 'A point in time in UTC.' },
  PutCustomer: {
    '': 'Master data of a customer. Never touches limit, exposure or grade.',
    currency: 'The currency of the profile: limit, exposure and invoices. Orders may come in others.',
    segment: 'Rules of the policy match on it.',
    region: 'Rules of the policy match on it.',
    parentCustomerId: 'The head of the group.',
    groupLimitShared: "Whether the parent's limit bounds this customer too.",
    language: 'Of mails and statements, a BCP 47 tag.',
    timeZone: 'IANA name; for quiet hours.',
    country: 'ISO 3166-1 alpha-2; for business days.',
    paymentTermsDays: 'Agreed terms, where they differ from the policy.',
    onboardedOn: 'Since when the customer is known.',
  },
  Financials: { '': 'Figures of the last annual accounts.', asOf: 'The balance sheet date.' },
  Profile: {
    '': 'The credit profile: master data, limit, exposure, overdue and behaviour.',
    creditLimit: 'Null when none is set: orders are then referred. Zero means prepayment only.',
    unlimited: 'No limit bounds this customer.',
    effectiveLimit:
      'The temporary limit while it holds, else the credit limit, plus the covers in force. Null without a bound.',
    available: 'effectiveLimit less exposure.',
    utilization: 'exposure divided by effectiveLimit: 0.73 is 73 percent.',
    score: '0 to 1000.',
    recommendedLimit:
      'What fits how much the customer buys and how it pays. Null without a grade or sales to reckon it from.',
    version: 'Grows with every change of master data.',
  },
  Recommendation: {
    '': 'How the recommended limit comes about, or why there is none.',
    reasons: 'In the order of the reckoning.',
  },
  RecommendationReason: {
    '': 'One step of the reckoning, or something that bounds it.',
    code: 'NEED, GRADE_FACTOR, EQUITY, OUTSIDE_RATING, NO_STATEMENT, NO_FRESH_RATE, ROUNDED, GROUP, NO_GRADE, NO_SALES, BLACKLISTED or INSOLVENT.',
    facts: 'The numbers of it; amounts are money.',
  },
  CreditReport: {
    '': 'Everything about a customer in one document; amounts of the account are in its currency.',
    bands: 'From which score on a grade is given.',
    months: 'The last twelve months, the oldest first.',
    oldestInvoices: 'At most ten, the longest past due first.',
    decisions: 'The newest twenty credit checks.',
    covers: 'Those that have ended too.',
    collections: 'The newest case, open or closed, and what is disputed now.',
  },
  CreditReportMonth: {
    month: 'The last one is the current month, as it stands now.',
    exposure: 'At the end of the month. Null where it is not known.',
    effectiveLimit: 'Null where none bounded the customer, or it is not known.',
    averageDaysLate: 'Of the invoices paid in the month; null where none was.',
    worstDaysLate: 'Of the latest of them.',
  },
  ReportedDecision: { '': 'A credit check; all of it is found by its id.', reasons: 'Reason codes.' },
  Reason: { reason: 'Recorded in the history with who gave it.' },
  SetCreditLimit: {
    '': 'Sets a limit without approval, to take it over from another system.',
    creditLimit: 'Null removes the limit: orders are then referred.',
    unlimited: 'True: no limit bounds this customer.',
  },
  RunDailyJob: { date: 'Today if not said. A day that is over is made up for: with the facts of now.' },
  Job: {
    '': 'The daily run of a date: there is one for each, however often it is started.',
    date: 'The business date, in the time zone of the environment.',
    status:
      'RUNNING; SUCCEEDED; PARTLY_FAILED: something was left undone; FAILED: nothing was done. A run that failed is tried again when it is started again.',
    attempt: 'Counts its executions: one, and one more each time that it was tried again.',
    failures: 'Steps that failed, after the shards.',
    shards: 'The parts into which the customers are divided, so far as anybody had to be looked at.',
  },
  ShardRun: {
    failed: 'The first twenty of those who could not be attended to, with the name of the error.',
    error: 'Why the shard was given up as a whole.',
  },
  RunFigures: {
    '': 'What a run, or a part of it, has done.',
    customersAttended: 'Customers who were looked at.',
    customersFailed: 'Customers who could not be attended to.',
    invoicesOverdue: 'Invoices that were told of as overdue for the first time.',
    customersFreed: 'Customers of whom reservations were freed that had expired.',
  },
  RequestLimit: {
    '': 'A limit for good (PERMANENT), up to a date (TEMPORARY), or the release of one referred order (ORDER_RELEASE).',
    requestedLimit: 'Needed for limits, in the currency of the profile.',
    validTo: 'Last day of a temporary limit, at most 350 days ahead.',
    decisionId: 'The credit check whose order is to be released.',
    requestedBy: "Who asks, and is told what came of it; the token's email if left out. Never approves it.",
  },
  LimitRequest: {
    '': 'A limit request: what is asked, how it was judged, who was asked and decided, and what came of it.',
    approvedLimit: 'The smallest amount that any level agreed to; null until then, and for orders.',
    levels: 'Levels that have to agree, the lowest first; none when it goes straight through.',
    notes: 'Who was reminded, who stood in, who could not be asked, where it was escalated.',
    failure: 'Where a request that says FAILED stands still. It goes on when it is resumed.',
    executionArn: 'The execution of the workflow; null until it has started.',
  },
  LimitRequestLevel: {
    status:
      'COVERED: decided on a lower level already by somebody of this role. CLOSED: the request ended before it was decided.',
    approvers: 'Everyone who was asked, also by escalation.',
    approvedLimit: 'What this level agreed to.',
  },
  ApprovalCase: {
    '': 'What an approver is shown, with the figures of the customer as they are now.',
    exposureWhenAssessed: 'What the approval is bound to: should the exposure grow much beyond it, the request lapses.',
    utilizationIfApproved: 'Exposure divided by the limit that would then hold.',
    needsSignIn: 'The amount is above what the policy lets an emailed link decide.',
  },
  ResolveDispute: {
    resolution:
      'UPHELD: the claim is right, and what was claimed is credited, or all that remains where no amount was. CREDITED: the same, as goodwill. REJECTED: the invoices are chased again.',
  },
  DecideApproval: { approvedLimit: 'The requested limit if left out; less is possible, more is not.' },
  PutCover: {
    '': 'A credit insurance or guarantee. It raises the effective limit while it is in force.',
    coveredPercent: 'Of the amount, 0 to 100; a decimal string or a number.',
  },
  PutRating: {
    '': 'The opinion of a rating agency.',
    score: 'As the agency gives it: 214 or "AA-".',
    scale: 'The scale that the score is on, such as "100..600".',
    recommendedLimit:
      'The credit limit that the agency recommends; while the rating is in force, no more is recommended.',
  },
  PutAgreement: { '': 'A signed credit agreement.', lateInterestPercent: 'Per year, 0 to 100.' },
  CheckCredit: {
    '': 'An order to decide on.',
    orderId: 'The same order asked again with the same amount keeps one reservation.',
    amount: 'In any currency with a rate of the day.',
    reserve: 'True holds the amount against the limit, together with the check.',
    termsDays: 'Payment terms asked for.',
  },
  CreditDecision: {
    '': 'A stored decision. exposureAfter and available are as they stand after it, in the currency of the customer.',
    reasons: 'Why, strictest first; a warning may come with an approval.',
    counterOffer: 'What would pass instead; of an order that is too large a smaller one, without prepay.',
    dataAge: 'How old the facts were.',
  },
  DecisionVerification: { '': "Whether a decision is as it was stored, and in its place in the customer's chain." },
  AmendReservation: { amount: 'The new total of the order; only the difference is checked, and less always passes.' },
  Reservation: {
    '': 'Exposure held for an order.',
    amount: 'The value of the order.',
    invoiced: 'What invoices took from it.',
    held: 'What still counts as exposure.',
  },
  PostReceivable: {
    '': 'An invoice. Never refused for want of limit: a debt that exists is recorded.',
    orderId: 'Its reservation is consumed up to the amount.',
    dueOn: 'Not before issuedOn.',
    document: 'Where the document lies: url and whatever short texts help to find it.',
  },
  Receivable: {
    '': 'An open or settled invoice: amount = paid + credited + writtenOff + remaining.',
    daysPastDue: 'Zero while it is not due or nothing remains.',
    expectedPaidOn:
      'When it is expected to be paid, as of today: as likely earlier as later. Null when nothing remains.',
    expectedPaidBetween: 'It is paid between these days in eight of ten cases.',
    lateProbability:
      'That it is paid after its due date, 0 to 1, as predicted when it was posted; with the dispute, while it is disputed. 1 while it is past due, and when it was settled after its due date.',
    prediction: 'What was predicted when it was posted; it stays as it was. Null where the policy had no model.',
  },
  Prediction: {
    '': 'A prediction of the late-payment model of a version of the policy.',
    paidFrom: 'Paid before this day in one of ten cases.',
    paidTo: 'Paid after this day in one of ten cases.',
    paidBefore: 'How many invoices the customer had paid by then.',
    lateProbability: 'As predicted: it stays when the invoice is past due or was paid late.',
    because: 'What makes up the log-odds of lateProbability.',
  },
  PostCreditNote: { '': 'A credit note.', invoiceId: 'Without it the amount goes to what is due first.' },
  PostPayment: {
    '': 'Cash received.',
    reference: 'Text of the bank line; invoice ids in it are found.',
    allocations: 'Without it: by invoice ids in the reference, else oldest due first. The rest is unapplied cash.',
  },
  Payment: { '': 'A payment: amount = sum of allocations + unapplied.' },
  OpenDispute: {
    '': 'Takes receivables out of the chase until it is resolved.',
    amount: 'What of them is disputed, if not all.',
  },
  ImportResult: {
    '': 'What became of a file. The same file again changes nothing.',
    accepted: 'Lines or bookings that were posted; returns that reversed their payment.',
    duplicates: 'Those that had been posted before.',
    ignored: 'Bookings of a bank statement that are not for the ledger: what was paid out, and what is not booked yet.',
    rejected: 'What was not posted, and why. Line 1 of a CSV file is its header.',
    unmatched: 'Money that found no invoice, or whose debtor is in doubt: for a person to look at.',
  },
  Unmatched: {
    '': 'Money of which all or some found no invoice, with what is known of it.',
    paymentId: 'The id that it has, or should be posted under while `posted` is false; null for a return.',
    posted: 'Whether it was posted. It then stays unapplied until an invoice that it names comes.',
    unapplied: 'What of the amount found no invoice.',
    reference: 'What the payer states.',
    debtor: 'Whose it is, so far as it is known; `candidates` are the customers to which it points.',
  },
  PutAbsence: {
    '': 'Somebody is away, and another one decides on limit requests instead.',
    from: 'The first business date away; it may have passed.',
    to: 'The last business date away: not in the past, and at most 366 days with the first.',
    delegate: 'The address of who decides: somebody else.',
  },
  Absence: { setBy: 'Who said so.' },
  PutFxRates: { '': 'The rates of a day.', rates: 'One unit of base is that many of the other currency.' },
  DecideByLink: {
    '': 'The form of the page that an emailed link opens.',
    code: 'The six digits beside the link in the mail; wrong or missing, nothing is decided.',
    decision: 'APPROVE, REJECT or RETURN.',
    approvedLimit:
      'In the currency of the request, such as 60000.00; at most what is requested, which it is when left out.',
    comment: 'At most 1,000 characters.',
  },
  HistoryEntry: {
    '': 'A change or movement. hash covers the entry and previousHash, so that nothing can be changed unseen.',
    by: 'Subject of the token.',
  },
  Statement: { '': 'Open items, oldest due first.', balance: 'openReceivables less unappliedCash.' },
  ...reportDescriptions,
  Problem: {
    '': 'RFC 9457 problem details.',
    code: 'validation, unauthenticated, forbidden, not-found, conflict, gone, too-large, unprocessable, rate-limited, internal or unavailable.',
    errors: 'Each wrong field: path such as allocations[0].invoiceId, and what to do about it.',
    correlationId: 'Names the request in the logs.',
  },
};

/** What path and query parameters mean, by name. */
export const parameterDescriptions: Readonly<Record<string, string>> = {
  customerId: 'Your id of the customer.',
  coverId: 'Your id of the cover.',
  source: 'The agency, such as creditreform.',
  agreementId: 'Your id of the agreement.',
  decisionId: 'As the credit check answered it.',
  orderId: 'Your id of the order.',
  invoiceId: 'Your id of the invoice.',
  creditNoteId: 'Your id of the credit note.',
  paymentId: 'Your id of the payment.',
  disputeId: 'As the opened dispute answered it.',
  email: 'The address of who is away.',
  version: 'The number of a version of the policy.',
  token: 'As it stands in the link of the mail.',
  date: 'A business date.',
  asOf: 'A business date up to today, which it is when left out.',
  months: 'How many calendar months, the last of them up to today.',
  name: 'How the legal name begins.',
  status: 'Only those in this state.',
  grade: 'Only those with this grade.',
  from: 'The first business date.',
  to: 'The last business date.',
  limit: 'The most items of a page.',
  cursor: 'The nextCursor of the page before.',
};

/** What the schemas of collections and their fields mean; see `descriptions.ts`. */
export const collectionDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CollectionCaseSummary: {
    '': 'The chase of a customer with something overdue. Amounts and the next step are as they are now.',
    step: 'The step of the strategy that was taken last.',
    nextStepOn: 'The day on which the next step is due; null while none comes by itself.',
    overdue: 'All that is past due, disputed and promised too, in the currency of the customer.',
    totals: 'What is chased, one amount for each currency.',
    invoices: 'What the case is about, the oldest due first.',
  },
  CollectionCase: { timeline: 'What has happened, the oldest first.', tasks: 'What waits to be done by people.' },
  PauseCollectionCase: { until: 'The day on which it goes on by itself.' },
  CollectionTask: {
    '': 'Something that a person is to do in a case.',
    status:
      'SHELVED: what it is about is promised, disputed, paused or with legal; it opens again when that is chased again.',
    disputeId: 'The dispute that came of it, or that is to be resolved.',
    assignee: 'An e-mail address, or "unassigned" while nobody could do it.',
    rank: 'What is owed, weighed by its age and by the chance of success. The highest comes first.',
    dueAt: 'When it goes to the lead if it is not done.',
  },
  CompleteCollectionTask: {
    '': 'What came of a task.',
    promise: 'With PROMISED, and only then: about the oldest invoices that the amount pays.',
    dispute: 'With DISPUTED, and only then.',
  },
  MakePromise: {
    '': "A customer's promise to pay. A later one for the same invoices takes its place.",
    invoiceIds: 'Left out: the oldest invoices that the amount pays.',
    payBy: 'Today or later, at most 90 days ahead.',
  },
  LegalHandoff: {
    '': 'A way of a case to the lawyers: the question whether it may go there, the sealed bundle, and what legal made of it.',
    totals: 'What is owed, one amount for each currency; from the sealing on as it was sealed.',
    askedRole: 'The role that was asked last; null while nobody could be asked.',
    interest: 'Late interest up to the day of sealing.',
    manifestSha256: 'SHA-256 of the part manifest.json, which names all others with theirs.',
    reason: 'Why it was not approved, was rejected, recalled or closed.',
  },
  LegalHandoffPart: { sha256: 'SHA-256 of its bytes, in hex.', path: 'Where it is fetched, byte by byte.' },
  HandoffCase: {
    '': 'What an approver is shown of a case that may be handed over to legal, as it is now.',
    totals: 'What would be handed over, one amount for each currency.',
    moreInvoices: 'How many more invoices there are than are listed.',
  },
  Promise: {
    status: 'KEPT as soon as the money is there; BROKEN on the day after its date.',
    partlyKept: 'Broken, but something had come in.',
    replaced: 'Cancelled by a later promise for the same invoices.',
    paid: 'What had come in when it ended.',
  },
  ActOnPaymentPage: {
    '': 'The forms of the page that the link of a reminder opens. A ticked invoice is a field `invoice:` and its id.',
    action: 'promise or dispute.',
    amount: 'Of a promise, such as 1000.00; the oldest invoices that it pays are not reminded of until its day.',
    currency: 'Of a promise; may be left out where all that is open is in one currency.',
    payBy: 'The day by which the payment will have come, such as 2026-03-31; 30 days ahead at most.',
    reason: 'What is wrong with the disputed invoices; at most 1,000 characters.',
    code: 'The six digits beside the link in the mail; wrong or missing, nothing is recorded.',
    opened: 'When the page was opened. The same form sent twice counts once.',
  },
};

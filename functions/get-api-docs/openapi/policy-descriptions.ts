/** What the schemas of the policy and their fields mean; see `descriptions.ts`. */
export const policyDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PolicyDocument: {
    '': 'The whole credit policy, of 256 KiB at most. Percents are decimal text, waits are whole days.',
    rules: 'What differs for some customers and orders. Of each setting the first rule that matches counts.',
    prediction: 'Null: invoices are not predicted.',
  },
  UnusualOrder: {
    '': 'When an order is unusual for a customer, by what the customer has ordered so far.',
    timesAverage: 'From more than so many times the average invoice on, or the average order where that is more.',
    timesDailyPace:
      'From more than so many times on in a day what an average day brings, if that is also more than `timesAverage` allows one order.',
    minimumInvoices: 'Invoices from which a customer has a habit.',
    action: 'WARN lets it through and says so; REFER puts it to a person.',
  },
  PolicyRule: {
    '': 'What differs for some customers and orders. A rule of which rules before it leave nothing is refused.',
    id: 'Its name in the traces of decisions.',
    when: 'All conditions must hold; one that is left out always does. Amounts are not converted.',
    set: 'Settings in place of those of the grade and of the rest of the policy.',
  },
  GradingPolicy: {
    '': 'How customers are scored and graded, and what a grade gives.',
    takeBackDays: 'A fall by a fact that proves wrong within so many days is taken back. Left out: 14; 0: never.',
  },
  LimitPolicy: {
    '': 'How limits are recommended, reviewed and set.',
    automatic: 'Limits that are set without a request of anybody; null: none.',
  },
  CollectionPolicy: {
    '': 'How late customers are chased.',
    minimumGapDays: 'From one step to the next.',
    residuePercent:
      'While less than this share of each overdue invoice is left, and no more than residueUpTo, customers are reminded in a friendly way and no more; 5 where left out, 0: never.',
    residueUpTo:
      'The most that is a residue, of one invoice and of all overdue invoices of a customer in the currency together. In currencies that are not listed there are none. Left out: 50.00 EUR, USD, GBP or CHF, about as much in other common currencies.',
  },
  PolicyCalendars: {
    '': 'Business days.',
    closedDays: 'Days on which the house is closed, everywhere or in one country; they count like holidays.',
  },
  WarningPolicy: { '': 'What is warned of, and to whom it is mailed.' },
  PublishingPolicy: {
    '': 'Who may publish a draft.',
    fourEyes:
      'Who must not publish a draft of their own: PEOPLE, EVERYBODY (systems neither) or NOBODY. The policy in force counts.',
  },
  LimitLevel: {
    '': 'A level of the matrix for limits. Level 1 is always needed; the others name a bound.',
    decidedBy: 'Whether one approver of the role decides or each of them must approve.',
    neededAbove: 'Needed when more than this is requested. Rises from level to level.',
    neededAboveIncreasePercent: 'Needed when the request is more than this percent above the present limit.',
  },
  OrderReleaseLevel: {
    '': 'A level of the matrix for the release of referred orders.',
    neededAbove: 'Needed when the order is larger. Rises from level to level.',
  },
  CollectionStrategy: {
    '': 'How customers are chased. One that a rule names counts, else the first that matches; the last one has no conditions.',
    grades: 'Only for customers of these grades.',
    segments: 'Only for customers of these segments.',
    steps: 'Taken in their order, none skipped.',
  },
  CollectionStep: {
    '': 'A step of a strategy.',
    id: 'Its name in the strategy; each step is taken at most once in a cycle.',
    daysFromDue: 'Days from the oldest unpaid due date; negative before it. Rises from step to step.',
    onlyGrades: 'A step for customers of these grades only.',
    orLikelyLateFromPercent:
      'And for others when what falls due is late with this probability in percent, by a record long enough.',
    hold: 'Puts the customer on credit hold.',
    needsApproval: 'Who approves a legal handoff first.',
  },
  LateModel: {
    '': 'What late payments are predicted by, as npm run train writes it.',
    learnedFrom: 'Null for the one that is built in.',
    newcomer: 'The customer of whom nothing is known yet.',
    byDispute: 'For disputed invoices; null where the model has not learned what disputes do.',
  },
  LateForecast: {
    '': 'Curves through points [x, y], each over what the model looks at.',
    lateness: 'Add up to the log-odds of a late payment.',
    days: 'Add up to the days from the due date to the payment.',
    spread: 'What is added to these days for payment to have come in 1, 5 and 9 of 10 cases.',
  },
  PolicyVersion: {
    '': 'A version of the policy; it never changes. Nobody wrote or published the built-in version 1.',
    active: 'Whether it is the one in force.',
    changes: 'Paths of what differs from the version before.',
    restoredFrom: 'The version whose document was put in force again.',
    reason: 'Why it was.',
  },
  PolicyVersionDetail: { '': 'A version with what differs from the one before.' },
  PolicyDifference: {
    '': 'A place where two documents differ.',
    from: 'What stood there before; null where nothing did.',
    to: 'What stands there; null where nothing does.',
  },
  RestorePolicyVersion: {
    '': 'Puts the document of an older version in force again, without a second person.',
    reason: 'Kept with the version that is made.',
  },
  PolicyDraft: {
    '': 'The draft of the next version.',
    draftHash: 'SHA-256 of the document in the canonical form of RFC 8785.',
    basedOnVersion: 'The version that it was written for; it is published only while that is in force.',
    draftedBy: 'Who must not publish it, where the policy in force asks for four eyes.',
    changes: 'Paths of what differs from the version that it was written for.',
  },
  SimulatePolicy: { from: 'First business date.', to: 'Last business date; at most today.' },
  Simulation: {
    '': 'What the draft would have made of the checks of a period. Nothing is changed by it.',
    truncatedBefore:
      'The newest checks alone were decided again, because the period has more than one answer takes: those of days before this one, and perhaps some of its own, were not; null when all were.',
    customers: 'How many were checked, and of how many invoices, grades and steps were looked at.',
    decisions: 'Checks whose facts were recorded; those on customers that nobody had created have none.',
    flips: 'How many would have been decided otherwise, by what they were and what they would be.',
    exposure:
      'Orders that the draft lets through and the policy in force did not (added), or the other way round (refused), each order once; and what became of their invoices.',
    byGrade: 'By the grade that the customer had at the time; null for ungraded ones.',
    examples: 'The newest of the flips.',
    grades: 'Whom of these customers the draft would grade otherwise, on the facts of today and without waiting times.',
    collections:
      'Steps that the strategies of both policies take in the period, on what was owed in it: a count to compare them by, without weekends, promises and disputes.',
  },
  ShadowPolicy: {
    '': 'A draft that decides every check beside the policy in force, without effect.',
    decisions: 'Checks that both decided since; failed counts those that the draft could not decide.',
    examples: 'The newest of the flips.',
  },
  FlippedDecision: { from: 'What was decided.', to: 'What the draft decides.' },
  PublishPolicy: { draftHash: 'Publishes only the draft that was answered with it.' },
};

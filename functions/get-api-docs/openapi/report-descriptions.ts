/** What the schemas of reports and their fields mean, by schema name and field. */
export const reportDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AgingReport: {
    '': 'What every customer owes by days past due, in the order of their names.',
    asOf: 'By the dates of invoices, payments and credit notes; the rest by the day on which it was recorded.',
    totals: 'Sums of the rows of this page, by currency; of all rows when there is no other page.',
  },
  AgingRow: {
    '': 'A customer with anything open, or with unapplied cash, in the currency of the account.',
    disputed: 'Part of the total.',
    overdueShare: 'overdue divided by total: 0.0712 is 7.12 percent.',
  },
  AgingBuckets: { '': 'What remains, by days past due. The buckets sum to the total.', current: 'Not past due.' },
  PortfolioReport: {
    '': 'How the portfolio stood when the snapshot of the day was taken, or stands now.',
    isSnapshot: 'False: reckoned just now.',
    salesPeriod: 'Of the credit sales by which DSO is reckoned.',
    collectionPeriod: 'Of the CEI: the month of the day before.',
    cases: 'How many collection cases there are of each status; closed ones are not counted.',
    totals: 'By currency.',
  },
  PortfolioFigures: {
    '': 'Figures of the customers whose accounts are in one currency.',
    customers: 'With anything open.',
    disputed: 'How much of what is overdue is disputed.',
    limits: 'Sum of the effective limits of those whom a limit bounds; utilization is what they use of it.',
    defaulters: 'More than 90 days past due, or with the lawyers.',
    dso: 'Days sales outstanding: openReceivables / creditSales x days of the period.',
    bestPossibleDso: 'The same of what is not overdue.',
    cei: 'Collection effectiveness index: 1 when nothing is overdue. Null until a snapshot began the month.',
  },
  PortfolioGroup: {
    '': 'The same of a segment or region of one currency.',
    name: 'Null stands for all beyond the eighty with the most open.',
  },
  DsoReport: { '': 'Days sales outstanding, by currency.', trend: 'As snapshots of first days of months have it.' },
  Dso: {
    dso: 'receivables / creditSales x days of the period; null without sales.',
    bestPossibleDso: 'current / creditSales x days of the period.',
    averageDaysDelinquent: 'dso less bestPossibleDso: what late payers add.',
  },
  CollectionsReport: {
    '': 'What collections did. With a nextCursor the figures are those of a part of the cases: add up the pages.',
    steps: 'How often each kind of step was taken.',
    collected:
      'Money that came in, while a case was open, for invoices that were past due; days late are weighted by amount.',
  },
  ApprovalsReport: {
    '': 'What became of the limit requests made in the span. With a nextCursor it is a part of them: add up the pages.',
    averageHours: 'From submission to the end, of those that have ended.',
  },
  LimitReviewsReport: {
    '': 'Limits that are to be looked at again, in the order of the names of their customers.',
    asOf: 'Today.',
    dueBy: 'The day that was asked for, else today.',
    reviewDays: 'Of the policy: so long after it was set or confirmed, a limit is due.',
  },
  LimitReview: {
    '': 'A limit to be looked at again, beside what is recommended now.',
    creditLimit: 'Null with unlimited: no limit bounds the customer.',
    recommendedLimit: 'Null where there is nothing to reckon one from.',
    difference: 'recommendedLimit less creditLimit: below zero where less is recommended.',
    lastReviewedOn: 'When the limit was set or confirmed last.',
    daysOverdue: 'Zero while it is still to come.',
    creditAnalyst: 'Who looks after the customer, by its master data.',
  },
  DefaultersReport: { '': 'Customers in default, in no order of importance.' },
  CashForecast: {
    '': 'When what is open is expected to come in, by currency. With a nextCursor it is a part of the customers: add up the pages.',
  },
  CurrencyForecast: {
    '': 'What is open in one currency. What is expected in all weeks and beyond adds up to open.',
    customers: 'With anything open.',
    overdue: 'Part of open that is past due.',
    disputed: 'Part of open that is disputed.',
    unpredicted: 'Part of open of which nothing was predicted: it is taken for paid when due.',
    unappliedCash: 'Money that is there already and not yet given to an invoice; it is not taken off.',
  },
  ForecastWeek: {
    '': 'A week from Monday to Sunday; the first begins today.',
    week: 'As ISO 8601 numbers it, such as 2026-W14.',
    expected: 'What comes in on average.',
    low: 'Less than this comes in one time of ten.',
    high: 'More than this comes in one time of ten.',
    overdue: 'Part of the expected that is past due today.',
  },
  ForecastBeyond: { '': 'What comes in later, if ever.' },
  Defaulter: { '': 'More than 90 days past due, or with the lawyers.', grade: 'Null while there is none.' },
};

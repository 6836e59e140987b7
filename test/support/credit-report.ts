import type { CreditReportView } from '../../shared/contracts/credit-report.ts';
import { monthBefore } from '../../shared/domain/behaviour/months.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** A year in which a customer has grown into its limit, and has paid later in summer. */
const year: readonly (readonly [
  exposure: number | null,
  limit: number | null,
  paid: number,
  late: number,
  worst: number,
])[] = [
  [null, null, 0, 0, 0],
  [8_200, 20_000, 3, 1.3, 4],
  [12_750, 20_000, 5, 2.4, 7],
  [15_100, 20_000, 6, 3.2, 9],
  [21_400, 20_000, 4, 9.5, 21],
  [23_950, 20_000, 5, 14.8, 33],
  [18_600, 40_000, 7, 11.1, 26],
  [24_300, 40_000, 6, 6.0, 14],
  [27_900, 40_000, 8, 3.5, 10],
  [31_200, 40_000, 7, 2.1, 6],
  [29_800, 40_000, 9, 1.6, 5],
  [33_450.5, 40_000, 4, 2.0, 8],
];

const months: CreditReportView['months'] = year.map(([exposure, limit, invoicesPaid, late, worst], index) => ({
  month: monthBefore('2026-03', year.length - 1 - index),
  exposure: exposure === null ? null : eur(exposure.toFixed(2)),
  effectiveLimit: limit === null ? null : eur(limit.toFixed(2)),
  invoicesPaid,
  paidOnTime: Math.floor(invoicesPaid / 2),
  averageDaysLate: invoicesPaid === 0 ? null : late,
  worstDaysLate: invoicesPaid === 0 ? null : worst,
}));

type Contribution = CreditReportView['score']['contributions'][number];

const known = (
  name: Contribution['name'],
  label: string,
  text: string,
  [value, points, weightPercent, contribution]: readonly [number, number, number, number],
): Contribution => ({ name, label, value, text, missing: null, points, isNeutral: false, weightPercent, contribution });

const contributions: readonly Contribution[] = [
  known('onTimeRatio', 'Invoices paid on time', '61 %', [0.61, 45, 20, 90]),
  known('averageDaysLate', 'Average days late', '5.1 days', [5.1, 65, 10, 65]),
  known('recentDaysLate', 'Days late lately, by amount', '2.4 days', [2.4, 85, 20, 170]),
  known('worstDaysPastDue', 'Most days past due within 12 months', '33 days', [33, 15, 15, 23]),
  known('overdueShare', 'Overdue share of what is open', '9.4 %', [0.094, 75, 8, 60]),
  known('utilization', 'Used share of the limit', '83.6 %', [0.836, 45, 5, 23]),
  {
    ...{ name: 'outsideRating', label: 'Outside rating, from worst to best', value: null },
    ...{ text: 'no outside rating in force', missing: 'NO_RATING', points: 50, isNeutral: true },
    ...{ weightPercent: 8, contribution: 40 },
  },
];

const decision = (
  index: number,
  outcome: string,
  reasons: readonly string[],
): CreditReportView['decisions'][number] => ({
  decisionId: `01J9ZK3V5M8Q2R4T6W8Y0A1B${String(index).padStart(2, '0')}`,
  decidedAt: `2026-03-${String(20 - index).padStart(2, '0')}T09:1${index}:00.000Z`,
  orderId: `ORDER-${4711 + index}`,
  amount: eur(`${index + 1}250.00`),
  decision: outcome,
  reasons: [...reasons],
  policyVersion: 3,
});

/** A report of a customer whom everything is known of; a test changes what it is about. */
export const aCreditReport = (changes: Partial<CreditReportView> = {}): CreditReportView => ({
  customerId: 'ACME-1',
  legalName: 'Acme Maschinenbau GmbH',
  asOf: '2026-03-20',
  madeAt: '2026-03-20T10:15:00.000Z',
  timeZone: 'Europe/Berlin',
  profile: {
    ...{ customerId: 'ACME-1', legalName: 'Acme Maschinenbau GmbH', currency: 'EUR', segment: 'wholesale' },
    ...{ region: 'DE', industry: 'machinery', country: 'DE', groupLimitShared: true, language: 'de' },
    ...{ registrationNumber: 'HRB 12345', taxId: 'DE123456789', onboardedOn: '2021-05-01' },
    contacts: [{ name: 'Erika Musterfrau', email: 'accounts@acme.example', role: 'BILLING' }],
    creditAnalyst: 'ana.analyst@example.com',
    financials: {
      ...{ asOf: '2025-12-31', revenue: eur('4200000.00'), netProfit: eur('185000.00') },
      ...{ totalAssets: eur('1900000.00'), totalLiabilities: eur('1250000.00') },
      ...{ currentAssets: eur('980000.00'), currentLiabilities: eur('610000.00') },
    },
    ...{ status: 'ACTIVE', holdReasons: [], creditLimit: eur('40000.00'), unlimited: false, temporaryLimit: null },
    effectiveLimit: eur('40000.00'),
    exposure: {
      ...{ openReceivables: eur('30450.50'), reservations: eur('3500.00'), unappliedCash: eur('500.00') },
      total: eur('33450.50'),
    },
    ...{ available: eur('6549.50'), utilization: 0.8363 },
    overdue: { amount: eur('2860.00'), oldestDueOn: '2026-03-02', maxDaysPastDue: 18 },
    ...{ paymentTermsDays: 30, score: 612, grade: 'C', gradedOn: '2026-03-18' },
    behaviour: {
      ...{ onTimeRatio: 0.61, averageDaysToPay: 34.8, averageDaysLate: 5.1, invoicesPaid: 64, brokenPromises: 1 },
      ...{ weightedDaysLate: 5.6, disputes: 2, bounces: 0, defaults: 0, recentDaysLate: 2.4, worstDaysPastDue12m: 33 },
      ...{ overdueShare: 0.0939, brokenPromises12m: 1, disputes12m: 1, bounces12m: 0, defaults24m: 0 },
      ...{ averageMonthlySales: eur('29500.00'), salesTrend: 0.18, relationshipMonths: 58 },
    },
    recommendedLimit: eur('25000.00'),
    recommendation: {
      reasons: [
        {
          code: 'NEED',
          text: 'Sales of 29500.00 EUR a month, over at most 12 months, at 30 days of terms and 2 days late come to 31466.66 EUR open.',
          facts: {},
        },
        { code: 'GRADE_FACTOR', text: 'Grade C counts for 80 % of it: 25173.33 EUR.', facts: {} },
        { code: 'ROUNDED', text: 'Rounded down from 25173.33 EUR to 25000.00 EUR.', facts: {} },
      ],
    },
    version: 214,
  },
  score: {
    ...{ customerId: 'ACME-1', score: 612, grade: 'C', gradedOn: '2026-03-18', scoredOn: '2026-03-18' },
    ...{ policyVersion: 3, knownPercent: 92, reason: 'A score of 612.', contributions: [...contributions] },
    ...{ ceilings: [], risingSince: null, risesOn: null, nextGradingOn: '2026-09-14' },
    nextGrade: {
      ...{ grade: 'B', from: 695, missing: 83, boundBy: [] },
      text: '83 points are missing for grade B, which needs 695.',
    },
    raises: [
      { name: 'onTimeRatio', text: 'Invoices paid on time: at least 70 % instead of 61 %', gain: 50 },
      {
        name: 'worstDaysPastDue',
        text: 'Most days past due within 12 months: below 31 days instead of 33 days',
        gain: 38,
      },
      {
        name: 'outsideRating',
        text: 'Outside rating, from worst to best: no outside rating in force; up to so many points if it were known and good',
        gain: 40,
      },
    ],
  },
  bands: [
    { grade: 'A', from: 800 },
    { grade: 'B', from: 675 },
    { grade: 'C', from: 525 },
    { grade: 'D', from: 275 },
    { grade: 'E', from: 0 },
  ],
  months,
  aging: {
    buckets: {
      ...{ current: eur('27590.50'), days1To30: eur('2860.00'), days31To60: eur('0.00') },
      ...{ days61To90: eur('0.00'), days91To120: eur('0.00'), over120: eur('0.00') },
    },
    ...{ total: eur('30450.50'), overdue: eur('2860.00'), disputed: eur('740.00'), invoices: 11, maxDaysPastDue: 18 },
  },
  oldestInvoices: [
    { invoiceId: 'INV-2026-0117', dueOn: '2026-03-02', remaining: eur('2120.00'), daysPastDue: 18, disputed: false },
    { invoiceId: 'INV-2026-0131', dueOn: '2026-03-14', remaining: eur('740.00'), daysPastDue: 6, disputed: true },
    { invoiceId: 'INV-2026-0144', dueOn: '2026-03-28', remaining: eur('4410.25'), daysPastDue: 0, disputed: false },
  ],
  decisions: [
    decision(0, 'APPROVED', ['LIMIT_NEARLY_USED']),
    decision(1, 'REFERRED', ['LIMIT_EXCEEDED', 'OVERDUE']),
    decision(2, 'APPROVED', []),
  ],
  covers: [
    {
      ...{ customerId: 'ACME-1', coverId: 'CV-1', kind: 'INSURANCE', provider: 'Allgemeine Kreditversicherung' },
      ...{ amount: eur('10000.00'), coveredPercent: '90', validFrom: '2025-01-01', validTo: '2025-12-31' },
    },
  ],
  ratings: [],
  agreements: [
    {
      ...{ customerId: 'ACME-1', agreementId: 'AGR-7', signedOn: '2024-05-02', validTo: '2027-05-01' },
      ...{ termsDays: 30, lateInterestPercent: '8.12' },
    },
  ],
  collections: {
    case: {
      ...{
        caseId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
        status: 'PROMISED',
        openedAt: '2026-03-09T05:00:00.000Z',
        closedAt: null,
      },
      promises: [{ promiseId: 'P', amount: eur('2120.00'), payBy: '2026-03-25' }],
    },
    disputes: [{ disputeId: 'D', invoiceIds: ['INV-2026-0131'], reason: 'Two pieces were missing' }],
  },
  ...changes,
});

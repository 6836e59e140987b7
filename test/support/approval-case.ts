import type { ApprovalCase } from '../../shared/contracts/approval-case.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** What an approver of the second of three levels sees; a test changes what it is about. */
export const approvalCase = (changes: Partial<ApprovalCase> = {}): ApprovalCase => ({
  requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
  approvalId: '01J9ZK4A7B8C9D0E1F2G3H4J5K',
  kind: 'PERMANENT',
  customer: { customerId: 'ACME-1', legalName: 'Acme Maschinenbau GmbH' },
  requested: eur('80000.00'),
  validTo: null,
  orderId: null,
  currentLimit: eur('50000.00'),
  unlimited: false,
  recommendedLimit: eur('75000.00'),
  recommendedBecause: [
    'Sales of 62500.00 EUR a month, over at most 12 months, at 30 days of terms and 6 days late come to 75000.00 EUR open.',
    'Grade B counts for 100 % of it: 75000.00 EUR.',
  ],
  exposure: eur('41250.50'),
  exposureWhenAssessed: eur('39100.00'),
  overdue: { amount: eur('1180.00'), maxDaysPastDue: 12 },
  utilization: 0.825,
  utilizationIfApproved: 0.5156,
  grade: 'B',
  behaviour: { onTimeRatio: 0.934, averageDaysToPay: 31.4, averageDaysLate: 2.25, invoicesPaid: 214 },
  reason: 'A framework order for the summer season.\nThey have paid on time for three years.',
  requestedBy: 'sam.sales@example.com',
  createdAt: '2026-03-02T09:00:00.000Z',
  level: 2,
  levels: 3,
  role: 'credit-managers',
  approver: 'mia.manager@example.com',
  onBehalfOf: null,
  alsoAsked: ['max.manager@example.com'],
  earlier: [
    {
      level: 1,
      role: 'credit-analysts',
      by: 'ana.analyst@example.com',
      onBehalfOf: null,
      decision: 'APPROVE',
      at: '2026-03-03T10:30:00.000Z',
      approvedLimit: eur('75000.00'),
      comment: 'Not beyond the recommendation.',
    },
  ],
  information: [],
  askedAt: '2026-03-03T10:30:00.000Z',
  endsAt: '2026-03-16T09:00:00.000Z',
  needsSignIn: false,
  ...changes,
});

/** The release of one order. */
export const orderCase = (changes: Partial<ApprovalCase> = {}): ApprovalCase =>
  approvalCase({
    kind: 'ORDER_RELEASE',
    orderId: 'SO-4711',
    requested: eur('12400.00'),
    recommendedLimit: null,
    exposure: eur('47900.00'),
    exposureWhenAssessed: eur('47900.00'),
    utilization: 0.958,
    utilizationIfApproved: 1.206,
    level: 1,
    levels: 1,
    role: 'credit-analysts',
    approver: 'ana.analyst@example.com',
    earlier: [],
    ...changes,
  });

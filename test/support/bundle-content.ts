import { newHandoff } from '../../shared/domain/legal-handoff/ask.ts';
import type { BundleContent } from '../../shared/domain/legal-handoff/bundle.ts';
import { money } from '../../shared/money.ts';

const eur = (minorUnits: bigint) => money(minorUnits, 'EUR');
const AT = '2026-04-16T12:00:00.000Z';

/** What a bundle is made of: one late invoice, a message that arrived and one that came back, a broken promise. */
export const bundleContent = (changes: Partial<BundleContent> = {}): BundleContent => ({
  handoff: newHandoff(
    {
      handoffId: 'H-1',
      caseId: 'C-1',
      customerId: 'K-1',
      key: 'C-1/1/legal-handoff',
      totals: [eur(1_000_00n)],
      now: AT,
      correlationId: 'test',
    },
    null,
  ),
  creditor: 'Example Trading',
  debtor: { legalName: 'Łódź Handel', registrationNumber: 'HRB 1' },
  customerId: 'K-1',
  legalName: 'Łódź Handel',
  sealedAt: AT,
  asOf: '2026-04-16',
  timeZone: 'Europe/Berlin',
  agreements: [
    { agreementId: 'AGR-1', signedOn: '2025-01-01', validTo: '2027-12-31', termsDays: 30, lateInterestPercent: '9.12' },
  ],
  statement: [
    {
      invoiceId: 'I-1',
      orderId: null,
      issuedOn: '2026-02-01',
      dueOn: '2026-03-02',
      daysPastDue: 45,
      amount: eur(1_200_00n),
      paid: eur(200_00n),
      credited: eur(0n),
      remaining: eur(1_000_00n),
      disputed: false,
      claimed: eur(1_000_00n),
      document: null,
    },
  ],
  unlisted: 0,
  unappliedCash: eur(0n),
  totals: [eur(1_000_00n)],
  interest: [
    {
      invoiceId: 'I-1',
      principal: eur(1_000_00n),
      from: '2026-03-03',
      to: '2026-04-16',
      days: 45,
      agreementId: 'AGR-1',
      percent: '9.12',
      interest: eur(11_24n),
    },
  ],
  interestTotals: [eur(11_24n)],
  messages: [
    {
      mailId: 'M-1',
      template: 'friendly-reminder',
      to: 'billing@example.com',
      queuedAt: '2026-03-03T07:00:00.000Z',
      state: 'DELIVERED',
      changedAt: '2026-03-03T07:00:05.000Z',
      reason: null,
      messageId: 'ses-1',
      told: {
        invoices: [{ invoiceId: 'I-1', dueOn: '2026-03-02', remaining: { amount: '1000.00', currency: 'EUR' } }],
      },
    },
    {
      mailId: 'M-2',
      template: 'final-notice',
      to: 'billing@example.com',
      queuedAt: '2026-04-01T07:00:00.000Z',
      state: 'BOUNCED',
      changedAt: '2026-04-01T07:00:05.000Z',
      reason: 'mailbox full',
      messageId: 'ses-2',
      told: null,
    },
  ],
  promises: [
    {
      promiseId: 'P-1',
      amount: eur(500_00n),
      payBy: '2026-03-20',
      invoiceIds: ['I-1'],
      madeAt: '2026-03-16T09:00:00.000Z',
      by: 'cora@example.com',
      outcome: 'BROKEN',
      paid: eur(0n),
      endedAt: '2026-03-21T00:00:00.000Z',
    },
  ],
  timeline: [
    { at: '2026-03-03T07:00:00.000Z', kind: 'StepTaken', text: 'Friendly reminder about 1000.00 EUR.', by: null },
    { at: AT, kind: 'StatusChanged', text: 'OPEN became WITH_LEGAL.', by: null },
  ],
  ...changes,
});

import type { CreditReportView } from '../../../contracts/credit-report.ts';
import type { Block, Section } from './blocks.ts';
import { amount, date } from './wording.ts';

const financials = ({ profile: { financials: figures } }: CreditReportView): Block =>
  figures
    ? {
        kind: 'facts',
        facts: [
          ['Annual accounts of', date(figures.asOf)],
          ['Revenue', amount(figures.revenue)],
          ['Net profit', amount(figures.netProfit)],
          ['Total assets', amount(figures.totalAssets)],
          ['Total liabilities', amount(figures.totalLiabilities)],
          ['Current assets', amount(figures.currentAssets)],
          ['Current liabilities', amount(figures.currentLiabilities)],
        ],
      }
    : { kind: 'paragraph', text: 'No annual accounts are on record.' };

/** Who the customer is, and what is agreed with it. */
export const customer = (report: CreditReportView): Section => {
  const { agreements, profile } = report;
  const { contacts } = profile;
  return {
    id: 'customer',
    title: 'Customer',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Customer', report.customerId],
          ['Segment', profile.segment],
          ['Region', profile.region],
          ['Industry', profile.industry ?? null],
          ['Country', profile.country ?? null],
          ['Registration', profile.registrationNumber ?? null],
          ['Tax id', profile.taxId ?? null],
          ['Customer since', profile.onboardedOn ? date(profile.onboardedOn) : null],
          ['Payment terms', profile.paymentTermsDays === null ? null : `${profile.paymentTermsDays} days`],
          ['Parent', profile.parentCustomerId ?? null],
          ['Credit analyst', profile.creditAnalyst ?? null],
          ['Collector', profile.collector ?? null],
          ['Salesperson', profile.salesperson ?? null],
          [
            'Contacts',
            contacts.length === 0 ? null : contacts.map(({ email, name }) => `${name} (${email})`).join('; '),
          ],
        ],
      },
      financials(report),
      {
        kind: 'table',
        caption: 'Credit agreements',
        columns: [
          { title: 'Agreement', width: '*' },
          { title: 'Signed' },
          { title: 'Valid to' },
          { title: 'Terms, days', isFigure: true },
          { title: 'Late interest', isFigure: true },
        ],
        rows: agreements.map((agreement) => [
          agreement.agreementId,
          date(agreement.signedOn),
          date(agreement.validTo),
          String(agreement.termsDays),
          `${agreement.lateInterestPercent} %`,
        ]),
        empty: 'No credit agreement is on record.',
      },
    ],
  };
};

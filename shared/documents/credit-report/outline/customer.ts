import type { CreditReportView } from '../../../contracts/credit-report.ts';
import type { Section } from './blocks.ts';
import { amount, date } from './wording.ts';

/** The last annual accounts. */
export const accounts = ({ profile: { financials: figures } }: CreditReportView): Section => ({
  id: 'accounts',
  title: 'Annual accounts',
  blocks: [
    figures
      ? {
          kind: 'facts',
          facts: [
            ['Of', date(figures.asOf)],
            ['Revenue', amount(figures.revenue)],
            ['Net profit', amount(figures.netProfit)],
            ['Total assets', amount(figures.totalAssets)],
            ['Total liabilities', amount(figures.totalLiabilities)],
            ['Current assets', amount(figures.currentAssets)],
            ['Current liabilities', amount(figures.currentLiabilities)],
          ],
        }
      : { kind: 'paragraph', text: 'None are on record.' },
  ],
});

/** What is agreed with the customer. */
export const agreements = ({ agreements: signed }: CreditReportView): Section => ({
  id: 'agreements',
  title: 'Credit agreements',
  blocks: [
    {
      kind: 'table',
      caption: 'On record',
      columns: [
        { title: 'Agreement', width: '*' },
        { title: 'Signed' },
        { title: 'Valid to' },
        { title: 'Terms, days', isFigure: true },
        { title: 'Late interest', isFigure: true },
      ],
      rows: signed.map((agreement) => [
        agreement.agreementId,
        date(agreement.signedOn),
        date(agreement.validTo),
        String(agreement.termsDays),
        `${agreement.lateInterestPercent} %`,
      ]),
      empty: 'None is on record.',
    },
  ],
});

/** Who the customer is. */
export const customer = (report: CreditReportView): Section => {
  const { profile } = report;
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
    ],
  };
};

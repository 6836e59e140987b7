import { agingChart } from '../../../charts/aging.ts';
import { exposureChart } from '../../../charts/exposure.ts';
import { latenessChart } from '../../../charts/lateness.ts';
import type { CreditReportView } from '../../../contracts/credit-report.ts';
import { type BucketName, bucketNames } from '../../../domain/portfolio/aging.ts';
import type { Section } from './blocks.ts';
import { amount, date, figure, monthName, NONE, share, time, units, words } from './wording.ts';

/** The last twelve months: exposure against the limit, and how late was paid. */
export const months = ({ months: shown, profile }: CreditReportView): Section => ({
  id: 'months',
  title: 'The last twelve months',
  isWide: true,
  blocks: [
    {
      kind: 'charts',
      charts: [
        {
          title: `Exposure against the limit, ${profile.currency}`,
          picture: exposureChart(
            shown.map(({ effectiveLimit, exposure, month }) => ({
              month,
              exposure: units(exposure),
              limit: units(effectiveLimit),
            })),
            profile.currency,
          ),
          legend: 'Bars: exposure at the end of the month, red above the limit. Line: effective limit.',
        },
        {
          title: 'Days late by month of payment',
          picture: latenessChart(
            shown.map(({ averageDaysLate, month, worstDaysLate }) => ({
              month,
              average: averageDaysLate,
              worst: worstDaysLate,
            })),
          ),
          legend: 'Bars: average of the invoices paid. Marks: the latest of them.',
        },
      ],
      figures: {
        caption: 'Month by month',
        columns: [
          { title: 'Month', width: '*' },
          { title: 'Exposure', isFigure: true },
          { title: 'Limit', isFigure: true },
          { title: 'Paid', isFigure: true },
          { title: 'On time', isFigure: true },
          { title: 'Days late', isFigure: true },
          { title: 'Latest', isFigure: true },
        ],
        rows: shown.map((month) => [
          monthName(month.month),
          amount(month.exposure),
          amount(month.effectiveLimit),
          String(month.invoicesPaid),
          String(month.paidOnTime),
          figure(month.averageDaysLate),
          figure(month.worstDaysLate),
        ]),
        empty: '',
      },
    },
  ],
});

const bucketLabels: Readonly<Record<BucketName, string>> = {
  current: 'Not due',
  days1To30: '1 to 30',
  days31To60: '31 to 60',
  days61To90: '61 to 90',
  days91To120: '91 to 120',
  over120: 'Over 120',
};

/** What is open, by days past due. */
export const aging = ({ aging: aged, oldestInvoices }: CreditReportView): Section => ({
  id: 'aging',
  title: 'Open receivables',
  blocks: [
    {
      kind: 'charts',
      charts: [
        {
          title: 'Open by days past due',
          picture: agingChart(
            bucketNames.map((name) => ({
              label: bucketLabels[name],
              amount: units(aged.buckets[name]) ?? 0,
              text: amount(aged.buckets[name]),
              isLate: name !== 'current',
            })),
          ),
          legend: `${aged.invoices} invoices, ${amount(aged.total)} in all, of which ${amount(aged.overdue)} overdue and ${amount(aged.disputed)} disputed.`,
        },
      ],
      figures: {
        caption: 'Open by days past due',
        columns: [
          { title: 'Days past due', width: '*' },
          { title: 'Open', isFigure: true },
        ],
        rows: bucketNames.map((name) => [bucketLabels[name], amount(aged.buckets[name])]),
        empty: '',
      },
    },
    {
      kind: 'table',
      caption: 'The oldest open invoices',
      columns: [
        // What matters first: a phone shows as many columns as it has room for.
        { title: 'Invoice', width: '*' },
        { title: 'Remaining', isFigure: true },
        { title: 'Days late', isFigure: true },
        { title: 'Due', isFigure: true },
      ],
      rows: oldestInvoices.map(({ daysPastDue, disputed, dueOn, invoiceId, remaining }) => [
        disputed ? `${invoiceId} (disputed)` : invoiceId,
        amount(remaining),
        String(daysPastDue),
        date(dueOn),
      ]),
      empty: 'Nothing is open.',
    },
  ],
});

/** How the customer pays and buys. */
export const behaviour = ({ profile: { behaviour: paid } }: CreditReportView): Section => ({
  id: 'behaviour',
  title: 'Payment behaviour',
  blocks: [
    {
      kind: 'facts',
      facts: [
        ['Invoices paid', String(paid.invoicesPaid)],
        ['Paid on time', share(paid.onTimeRatio)],
        ['Average days to pay', figure(paid.averageDaysToPay)],
        ['Average days late', figure(paid.averageDaysLate)],
        ['Days late lately, by amount', figure(paid.recentDaysLate)],
        ['Most days past due, 12 months', figure(paid.worstDaysPastDue12m)],
        ['Broken promises, 12 months', figure(paid.brokenPromises12m)],
        ['Disputes, 12 months', figure(paid.disputes12m)],
        ['Bounced payments, 12 months', figure(paid.bounces12m)],
        ['Months with a default, of 24', figure(paid.defaults24m)],
        ['Average monthly sales', amount(paid.averageMonthlySales)],
        ['Sales trend', share(paid.salesTrend)],
        ['Months of relationship', figure(paid.relationshipMonths)],
      ],
    },
  ],
});

/** The newest credit checks. */
export const decisions = ({ decisions: newest, timeZone }: CreditReportView): Section => ({
  id: 'decisions',
  title: 'Credit decisions',
  isWide: true,
  blocks: [
    {
      kind: 'table',
      caption: `The newest ${newest.length} decisions`,
      columns: [
        { title: 'Decided' },
        { title: 'Order', width: '*' },
        { title: 'Amount', isFigure: true },
        { title: 'Decision' },
        { title: 'Reasons', width: '*' },
      ],
      rows: newest.map((decision) => [
        time(decision.decidedAt, timeZone),
        decision.orderId,
        amount(decision.amount),
        words(decision.decision),
        decision.reasons.length === 0 ? NONE : decision.reasons.map(words).join(', '),
      ]),
      empty: 'No order has been checked lately.',
    },
  ],
});

/** What collections are about, and what is disputed. */
export const collections = ({ collections: { case: chased, disputes }, timeZone }: CreditReportView): Section => ({
  id: 'collections',
  title: 'Collections',
  blocks: [
    {
      kind: 'facts',
      facts: [
        ['Newest case', chased ? words(chased.status) : 'None'],
        ['Opened', chased && time(chased.openedAt, timeZone)],
        ['Closed', chased?.closedAt ? time(chased.closedAt, timeZone) : null],
      ],
    },
    {
      kind: 'list',
      items: (chased?.promises ?? []).map(
        ({ amount: promised, payBy }) => `${amount(promised)} promised by ${date(payBy)}`,
      ),
      empty: 'No promise to pay is open.',
    },
    {
      kind: 'list',
      items: disputes.map(({ invoiceIds, reason }) => `Disputed: ${invoiceIds.join(', ')}: ${reason}`),
      empty: 'Nothing is disputed.',
    },
  ],
});

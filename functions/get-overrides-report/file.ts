import type { OverridesReportView } from '../../shared/contracts/override-reports.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';

const columns = [
  'from',
  'to',
  'topic',
  'name',
  'decided',
  'overrides',
  'ratePercent',
  'othersRatePercent',
  'farAbove',
  'orders',
  'invoices',
  'lateInvoices',
  'averageDaysLate',
  'currency',
  'invoiced',
  'late',
  'legal',
  'writtenOff',
  'latePercent',
] as const;

type Line = Readonly<Record<(typeof columns)[number], string>>;
type Row = OverridesReportView['total'] & {
  readonly othersRatePercent?: string | null;
  readonly farAbove?: boolean | null;
};

const noAmounts = { currency: '', invoiced: '', late: '', legal: '', writtenOff: '', latePercent: '' };

/** The same as lines: one for each approver, customer and salesperson, and one more for each further currency. */
export const overridesTable = (view: OverridesReportView): ReportTable<(typeof columns)[number]> => {
  const { from, to } = view;
  const linesOf = (topic: string, name: string, row: Row): Line[] => {
    const { amounts, averageDaysLate, invoices, lateInvoices, orders } = row.letThrough;
    const line = {
      ...{ from, to, topic, name },
      decided: cell(row.decided),
      overrides: cell(row.overrides),
      ratePercent: cell(row.ratePercent),
      othersRatePercent: cell(row.othersRatePercent),
      farAbove: cell(row.farAbove),
      orders: cell(orders),
      invoices: cell(invoices),
      lateInvoices: cell(lateInvoices),
      averageDaysLate: cell(averageDaysLate),
    };
    if (amounts.length === 0) return [{ ...line, ...noAmounts }];
    return amounts.map(({ invoiced, late, latePercent, legal, writtenOff }) => ({
      ...line,
      currency: invoiced.currency,
      invoiced: invoiced.amount,
      late: late.amount,
      legal: legal.amount,
      writtenOff: writtenOff.amount,
      latePercent: cell(latePercent),
    }));
  };
  return {
    columns,
    lines: [
      ...linesOf('total', '', view.total),
      ...view.approvers.flatMap((row) => linesOf('approver', row.email, row)),
      ...view.customers.flatMap((row) => linesOf('customer', row.customerId, row)),
      ...view.salespeople.flatMap((row) => linesOf('salesperson', row.email, row)),
    ],
  };
};

import type { LetThroughView, OverridesReportView } from '../../shared/contracts/override-reports.ts';
import type { Span } from '../../shared/domain/portfolio/collection-figures.ts';
import { daysOf } from '../../shared/domain/portfolio/ratio.ts';
import {
  allOf,
  isFarAbove,
  type LetThrough,
  type OverrideCount,
  type OverrideFigures,
  othersOf,
  ratePercent,
} from '../../shared/domain/warning/overrides.ts';
import type { WarningPolicy } from '../../shared/domain/warning/policy.ts';
import { toMoneyJson } from '../../shared/money.ts';

type Counts = OverrideFigures['approvers'];
type Bounds = WarningPolicy['overrides'];

const percentOf = (part: bigint, whole: bigint): string | null =>
  whole <= 0n ? null : (Number((part * 10_000n) / whole) / 100).toFixed(2);

const letThroughView = ({ amounts, daysLate, invoices, lateInvoices, orders }: LetThrough): LetThroughView => ({
  orders,
  invoices,
  lateInvoices,
  averageDaysLate: daysOf(BigInt(daysLate), BigInt(invoices), 1),
  amounts: Object.entries(amounts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { invoiced, late, legal, writtenOff }]) => {
      const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
      return {
        invoiced: money(invoiced),
        late: money(late),
        legal: money(legal),
        writtenOff: money(writtenOff),
        latePercent: percentOf(late, invoiced),
      };
    }),
});

const counted = ({ decided, letThrough, overrides }: OverrideCount) => ({
  decided,
  overrides,
  ratePercent: ratePercent({ decided, overrides }),
  letThrough: letThroughView(letThrough),
});

const compared = (own: OverrideCount, others: ReturnType<typeof othersOf>, bounds: Bounds) => {
  return { ...counted(own), othersRatePercent: ratePercent(others), farAbove: isFarAbove(own, others, bounds) };
};

/** Most overrides first. */
const rows = (counts: Counts, bounds: Bounds) => {
  const all = allOf(counts);
  return Object.entries(counts)
    .sort(([a, one], [b, other]) => other.overrides - one.overrides || (a < b ? -1 : 1))
    .map(([name, own]) => ({ name, ...compared(own, othersOf(all, own), bounds) }));
};

/** Overrides as the API shows them: of customers and salespeople only those with any. */
export const overridesView = (
  { from, to }: Span,
  { figures, names }: { readonly figures: OverrideFigures; readonly names: ReadonlyMap<string, string> },
  bounds: Bounds,
  nextCursor: string | null,
): OverridesReportView => ({
  from,
  to,
  ...bounds,
  total: counted(figures.total),
  approvers: rows(figures.approvers, bounds).map(({ name, ...row }) => ({ email: name, ...row })),
  customers: rows(figures.customers, bounds)
    .filter(({ overrides }) => overrides > 0)
    .map(({ name, ...row }) => ({ customerId: name, legalName: names.get(name) ?? name, ...row })),
  salespeople: rows(figures.salespeople, bounds)
    .filter(({ overrides }) => overrides > 0)
    .map(({ name, ...row }) => ({ email: name, ...row })),
  nextCursor,
});

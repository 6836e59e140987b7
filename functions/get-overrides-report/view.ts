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
import type { OverridePage } from '../../shared/store/warnings/override-report.ts';

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

/** @param whole the counts of the whole span, by which rates are compared; `null` where they are not known. */
const compared = (name: string, own: OverrideCount, whole: Counts | null, bounds: Bounds) => {
  if (whole === null) return { ...counted(own), othersRatePercent: null, farAbove: null };
  const ofSpan = (Object.hasOwn(whole, name) ? whole[name] : null) ?? own;
  const others = othersOf(allOf(whole), ofSpan);
  return { ...counted(own), othersRatePercent: ratePercent(others), farAbove: isFarAbove(ofSpan, others, bounds) };
};

/** Most overrides first. */
const rows = (counts: Counts, whole: Counts | null, bounds: Bounds) =>
  Object.entries(counts)
    .sort(([a, one], [b, other]) => other.overrides - one.overrides || (a < b ? -1 : 1))
    .map(([name, own]) => ({ name, ...compared(name, own, whole, bounds) }));

/** Overrides as the API shows them: of customers and salespeople only those with any. */
export const overridesView = (
  { from, to }: Span,
  { figures, names, whole }: Pick<OverridePage, 'figures' | 'names' | 'whole'>,
  bounds: Bounds,
  nextCursor: string | null,
): OverridesReportView => ({
  from,
  to,
  ...bounds,
  total: counted(figures.total),
  approvers: rows(figures.approvers, whole?.approvers ?? null, bounds).map(({ name, ...row }) => ({
    email: name,
    ...row,
  })),
  customers: rows(figures.customers, whole?.customers ?? null, bounds)
    .filter(({ overrides }) => overrides > 0)
    .map(({ name, ...row }) => ({ customerId: name, legalName: names.get(name) ?? name, ...row })),
  salespeople: rows(figures.salespeople, whole?.salespeople ?? null, bounds)
    .filter(({ overrides }) => overrides > 0)
    .map(({ name, ...row }) => ({ email: name, ...row })),
  nextCursor,
});

import type { CashForecastView } from '../../shared/contracts/cash-forecast.ts';
import type { CashForecast, ForecastSlot } from '../../shared/domain/portfolio/cash-forecast.ts';
import type { Week } from '../../shared/domain/portfolio/weeks.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';
import { toMoneyJson } from '../../shared/money.ts';

const currencyView = (
  currency: string,
  forecast: CashForecast,
  weeks: readonly Week[],
): CashForecastView['items'][number] => {
  const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  const slotView = ({ expected, high, low, overdue }: ForecastSlot) => ({
    expected: money(expected),
    low: money(low),
    high: money(high),
    overdue: money(overdue),
  });
  const { beyond, customers, disputed, invoices, open, overdue, unappliedCash, unpredicted } = forecast;
  return {
    currency,
    customers,
    invoices,
    open: money(open),
    overdue: money(overdue),
    disputed: money(disputed),
    unpredicted: money(unpredicted),
    unappliedCash: money(unappliedCash),
    weeks: forecast.weeks.flatMap((slot, index) => {
      const week = weeks[index];
      return week ? [{ week: week.name, from: week.from, to: week.to, ...slotView(slot) }] : [];
    }),
    beyond: slotView(beyond),
  };
};

/** The forecast as the API shows it, by currency. */
export const forecastView = (
  currencies: ReadonlyMap<string, CashForecast>,
  {
    asOf,
    nextCursor,
    weeks,
  }: { readonly asOf: string; readonly weeks: readonly Week[]; readonly nextCursor: string | null },
): CashForecastView => ({
  asOf,
  items: [...currencies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, forecast]) => currencyView(currency, forecast, weeks)),
  nextCursor,
});

const columns = ['asOf', 'currency', 'week', 'from', 'to', 'expected', 'low', 'high', 'overdue'] as const;
type Line = Readonly<Record<(typeof columns)[number], string>>;

/** The same as lines, one for each currency and week, and one for what is beyond: their sum is what is open. */
export const forecastTable = ({ asOf, items }: CashForecastView): ReportTable<(typeof columns)[number]> => ({
  columns,
  lines: items.flatMap(({ beyond, currency, weeks }) =>
    [...weeks, { week: 'beyond', from: '', to: '', ...beyond }].map(
      ({ expected, from, high, low, overdue, to, week }): Line => ({
        asOf,
        currency,
        week,
        from: cell(from),
        to: cell(to),
        expected: expected.amount,
        low: low.amount,
        high: high.amount,
        overdue: overdue.amount,
      }),
    ),
  ),
});

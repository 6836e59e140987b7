import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { Cursor, checked, DateView, listOf, pattern } from './primitives.ts';

export const MOST_FORECAST_WEEKS = 26;
const DEFAULT_WEEKS = 8;

/** `?weeks=`: the one that is under way, and those after it. */
export const CashForecastQuery = z.object({
  weeks: z._default(
    z.pipe(
      z.pipe(
        /* @__PURE__ */ pattern(/^\d{1,3}$/, `must be a whole number from 1 to ${MOST_FORECAST_WEEKS}`),
        z.transform((text: string) => Number(text)),
      ),
      /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(MOST_FORECAST_WEEKS)),
    ),
    DEFAULT_WEEKS,
  ),
  cursor: z.exactOptional(Cursor),
});

const slot = { expected: MoneyView, low: MoneyView, high: MoneyView, overdue: MoneyView };
export const ForecastWeekView = z.object({ week: z.string(), from: DateView, to: DateView, ...slot });
export const ForecastBeyondView = z.object(slot);

/** open = sum of what is expected in the weeks and beyond. */
export const CurrencyForecastView = z.object({
  currency: z.string(),
  customers: z.int(),
  invoices: z.int(),
  open: MoneyView,
  overdue: MoneyView,
  disputed: MoneyView,
  unpredicted: MoneyView,
  unappliedCash: MoneyView,
  weeks: z.array(ForecastWeekView),
  beyond: ForecastBeyondView,
});

export const CashForecastView = z.extend(/* @__PURE__ */ listOf(CurrencyForecastView), { asOf: DateView });
export type CashForecastView = z.infer<typeof CashForecastView>;

import * as z from 'zod/mini';
import { Currency, checked, DateOfBusiness, DateView, pattern } from './primitives.ts';

export const MAX_RATES = 200;

export const FxRatesParams = z.strictObject({ date: DateOfBusiness });
export type FxRatesParams = z.infer<typeof FxRatesParams>;

const Rate = /* @__PURE__ */ pattern(
  /^(?=.*[1-9])(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?$/,
  'must be a decimal string greater than zero with at most 12 decimals, such as "1.0832"',
);

/** One unit of `base` is that many of the other currency. */
export const PutFxRatesBody = /* @__PURE__ */ checked(
  z.strictObject({
    base: Currency,
    rates: /* @__PURE__ */ checked(
      z.record(Currency, Rate),
      z.refine((rates) => Object.keys(rates).length > 0, 'must name at least one currency'),
      z.refine((rates) => Object.keys(rates).length <= MAX_RATES, `must name at most ${MAX_RATES} currencies`),
    ),
  }),
  z.refine((body) => body.rates[body.base] === undefined || Number(body.rates[body.base]) === 1, {
    path: ['rates'],
    error: 'must give the base currency as 1 or not at all',
  }),
);
export type PutFxRatesBody = z.infer<typeof PutFxRatesBody>;

export const FxRatesView = z.object({
  date: DateView,
  base: z.string(),
  rates: z.record(z.string(), z.string()),
});
export type FxRatesView = z.infer<typeof FxRatesView>;

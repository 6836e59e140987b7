import * as z from 'zod/mini';
import { type Money, parseAmount } from '../money.ts';
import { Currency, checked } from './primitives.ts';

/** Which amounts a field takes. */
type Range = 'positive' | 'not-negative' | 'any';

const rangeProblem = (minorUnits: bigint, range: Range): string | undefined => {
  if (range === 'positive' && minorUnits <= 0n) return 'must be greater than zero';
  if (range === 'not-negative' && minorUnits < 0n) return 'must not be negative';
  return undefined;
};

const MoneyBody = z.strictObject({
  amount: z
    .string({
      error: (issue) =>
        typeof issue.input === 'number' ? 'must be a decimal string such as "1234.50", not a JSON number' : undefined,
    })
    .check(z.regex(/^-?\d{1,30}(?:\.\d{1,10})?$/, 'must be a decimal string of digits and a point, such as "1234.50"')),
  currency: Currency,
});

/** Money in a request, `{ "amount": "1234.50", "currency": "EUR" }`, read to integer minor units. */
// @__NO_SIDE_EFFECTS__
function moneyIn(range: Range) {
  return z.pipe(
    MoneyBody,
    z.transform(({ amount, currency }, context): Money => {
      const parsed = parseAmount(amount, currency);
      const problem = 'problem' in parsed ? parsed.problem : rangeProblem(parsed.minorUnits, range);
      if ('problem' in parsed || problem) {
        context.issues.push({ code: 'custom', path: ['amount'], message: problem, input: amount });
        return z.NEVER;
      }
      return { minorUnits: parsed.minorUnits, currency };
    }),
  );
}

/** Greater than zero: orders, invoices, payments, credit notes, covers. */
export const PositiveMoney = /* @__PURE__ */ moneyIn('positive');
/** Zero or more: credit limits, balance sheet figures. */
export const NotNegativeMoney = /* @__PURE__ */ moneyIn('not-negative');
/** Below zero too: a net loss. */
export const SignedMoney = /* @__PURE__ */ moneyIn('any');

/** Money that stays as it is written, for documents that are stored as they came. */
// @__NO_SIDE_EFFECTS__
function moneyText(range: Range) {
  return checked(
    MoneyBody,
    z.superRefine(
      ({ amount, currency }, context) => {
        const parsed = parseAmount(amount, currency);
        const problem = 'problem' in parsed ? parsed.problem : rangeProblem(parsed.minorUnits, range);
        if (problem) context.addIssue({ code: 'custom', path: ['amount'], message: problem, input: amount });
      },
      // Without a good currency nothing can be said of the amount.
      { when: ({ issues }) => issues.length === 0 },
    ),
  );
}

/** Greater than zero: bounds above which something is needed. */
export const PositiveMoneyText = /* @__PURE__ */ moneyText('positive');
/** Zero or more: bounds of which zero means from the first cent. */
export const NotNegativeMoneyText = /* @__PURE__ */ moneyText('not-negative');

/** Money as it is answered. */
export const MoneyView = z.object({ amount: z.string(), currency: z.string() });
export type MoneyView = z.infer<typeof MoneyView>;

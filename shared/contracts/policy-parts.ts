import * as z from 'zod/mini';
import { roles } from '../domain/policy/roles.ts';
import { MOST_COVER_LAPSES_DAYS, warningKinds, warningRecipients } from '../domain/warning/policy.ts';
import { PositiveMoneyText } from './amounts.ts';
import { Grade } from './customers.ts';
import { Increase, Share } from './policy-values.ts';
import { Country, checked, DateOfBusiness, Label, pattern, TermsDays } from './primitives.ts';

const MAX_NAMES = 100;
const MAX_RULES = 200;
const MAX_CURRENCIES = 50;
const MAX_CLOSED_DAYS = 500;
const MAX_MAILS = 50;

// @__NO_SIDE_EFFECTS__
function whole(least: number, most: number) {
  return checked(z.int(), z.gte(least), z.lte(most));
}

const Labels = /* @__PURE__ */ checked(z.array(Label), z.minLength(1), z.maxLength(MAX_NAMES));
const Grades = /* @__PURE__ */ checked(z.array(Grade), z.minLength(1), z.maxLength(5));
const Amounts = /* @__PURE__ */ checked(z.array(PositiveMoneyText), z.maxLength(MAX_CURRENCIES));

/** When an order is unusual. */
export const UnusualOrder = z.strictObject({
  timesAverage: Increase,
  timesDailyPace: Increase,
  minimumInvoices: /* @__PURE__ */ whole(1, 1000),
  action: z.enum(['WARN', 'REFER']),
});

/** A rule: whom and what it is for, and what it sets. */
export const PolicyRule = z.strictObject({
  id: /* @__PURE__ */ pattern(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 of a-z 0-9 -, such as "good-customers"'),
  when: z.strictObject({
    segments: z.exactOptional(Labels),
    regions: z.exactOptional(Labels),
    industries: z.exactOptional(Labels),
    productCategories: z.exactOptional(Labels),
    grades: z.exactOptional(Grades),
    amountAbove: z.exactOptional(PositiveMoneyText),
    amountUpTo: z.exactOptional(PositiveMoneyText),
    from: z.exactOptional(DateOfBusiness),
    to: z.exactOptional(DateOfBusiness),
  }),
  set: z.strictObject({
    termsDays: z.exactOptional(TermsDays),
    earlyPaymentDiscountPercent: z.exactOptional(Share),
    tolerancePercent: z.exactOptional(Share),
    maxDaysPastDue: z.exactOptional(/* @__PURE__ */ whole(0, 365)),
    maxOrder: z.exactOptional(PositiveMoneyText),
    outcome: z.exactOptional(z.enum(['REFERRED', 'DECLINED'])),
    requiredLevel: z.exactOptional(/* @__PURE__ */ whole(1, 9)),
    strategy: z.exactOptional(Label),
  }),
});
export const PolicyRules = /* @__PURE__ */ checked(z.array(PolicyRule), z.maxLength(MAX_RULES));

/** How limits are recommended, reviewed and set by themselves. */
export const Limits = z.strictObject({
  recommendation: z.strictObject({
    months: /* @__PURE__ */ whole(1, 24),
    equityPercent: z.nullable(Increase),
    withinOutsideRating: z.boolean(),
  }),
  reviewDays: /* @__PURE__ */ whole(1, 3650),
  automatic: z.nullable(z.strictObject({ grades: Grades, upTo: Amounts, newCustomersUpTo: Amounts })),
});

/** Days on which the house is closed, beside the holidays of a country. */
export const Calendars = z.strictObject({
  closedDays: /* @__PURE__ */ checked(
    z.array(z.strictObject({ date: DateOfBusiness, name: Label, country: z.exactOptional(Country) })),
    z.maxLength(MAX_CLOSED_DAYS),
  ),
});

/** What is warned of, and to whom it is mailed. */
export const Warnings = z.strictObject({
  limitUsedPercent: Share,
  fallingDueDays: z.nullable(/* @__PURE__ */ whole(1, 60)),
  coverLapsesDays: /* @__PURE__ */ whole(1, MOST_COVER_LAPSES_DAYS),
  largeDebtorPercent: Share,
  largeDebtorAmong: z.exactOptional(/* @__PURE__ */ whole(1, 1000)),
  overrides: z.strictObject({ factor: Increase, minimum: /* @__PURE__ */ whole(1, 1000) }),
  mails: /* @__PURE__ */ checked(
    z.array(z.strictObject({ warning: z.enum(warningKinds), to: z.enum([...warningRecipients, ...roles]) })),
    z.maxLength(MAX_MAILS),
  ),
});

/** Who may publish a draft. */
export const Publishing = z.strictObject({ fourEyes: z.enum(['PEOPLE', 'EVERYBODY', 'NOBODY']) });

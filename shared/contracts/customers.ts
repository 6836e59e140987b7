import * as z from 'zod/mini';
import { MoneyView, NotNegativeMoney, SignedMoney } from './amounts.ts';
import {
  Country,
  Currency,
  checked,
  DateOfBusiness,
  DateView,
  Email,
  Identifier,
  Label,
  Language,
  line,
  listOf,
  Name,
  PageQuery,
  Reason,
  TermsDays,
  TimeZone,
} from './primitives.ts';
import { RecommendationView } from './recommendation.ts';

export const MAX_CONTACTS = 20;

export const CustomerStatus = z.enum(['ACTIVE', 'ON_HOLD', 'CASH_ONLY', 'BLACKLISTED', 'CLOSED']);
export type CustomerStatus = z.infer<typeof CustomerStatus>;

export const Grade = z.enum(['A', 'B', 'C', 'D', 'E']);
export type Grade = z.infer<typeof Grade>;

export const CustomerParams = z.strictObject({ customerId: Identifier });
export type CustomerParams = z.infer<typeof CustomerParams>;

export const Contact = z.strictObject({
  name: Name,
  email: Email,
  phone: z.exactOptional(line(50)),
  role: z.enum(['BILLING', 'MANAGEMENT', 'LEGAL']),
});
export type Contact = z.infer<typeof Contact>;

/** Figures of the last annual accounts; only the net profit may be below zero. */
export const Financials = z.strictObject({
  asOf: DateOfBusiness,
  revenue: NotNegativeMoney,
  netProfit: SignedMoney,
  totalAssets: NotNegativeMoney,
  totalLiabilities: NotNegativeMoney,
  currentAssets: NotNegativeMoney,
  currentLiabilities: NotNegativeMoney,
});
export type Financials = z.infer<typeof Financials>;

/** Master data that upstream systems keep, as they send it and as the profile shows it. */
const masterData = {
  legalName: Name,
  currency: Currency,
  segment: Label,
  region: Label,
  industry: z.exactOptional(Label),
  registrationNumber: z.exactOptional(Label),
  taxId: z.exactOptional(Label),
  parentCustomerId: z.exactOptional(Identifier),
  groupLimitShared: z._default(z.boolean(), true),
  language: z._default(Language, 'en'),
  timeZone: z.exactOptional(TimeZone),
  country: z.exactOptional(Country),
  onboardedOn: z.exactOptional(DateOfBusiness),
  contacts: z._default(/* @__PURE__ */ checked(z.array(Contact), z.maxLength(MAX_CONTACTS)), []),
  creditAnalyst: z.exactOptional(Email),
  collector: z.exactOptional(Email),
  salesperson: z.exactOptional(Email),
};

export const PutCustomerBody = z.strictObject({
  ...masterData,
  paymentTermsDays: z.exactOptional(TermsDays),
  financials: z.exactOptional(Financials),
});
export type PutCustomerBody = z.infer<typeof PutCustomerBody>;

export const ListCustomersQuery = z.object({
  name: z.exactOptional(Name),
  status: z.exactOptional(CustomerStatus),
  grade: z.exactOptional(Grade),
  ...PageQuery,
});
export type ListCustomersQuery = z.infer<typeof ListCustomersQuery>;

/** Why a person did it: hold, blacklist, reversal, write-off. */
export const ReasonBody = z.strictObject({ reason: Reason });
export type ReasonBody = z.infer<typeof ReasonBody>;

export const SetCreditLimitBody = z.strictObject({
  creditLimit: z.nullable(NotNegativeMoney),
  unlimited: z._default(z.boolean(), false),
  reason: Reason,
});
export type SetCreditLimitBody = z.infer<typeof SetCreditLimitBody>;

export const FinancialsView = z.object({
  asOf: DateView,
  revenue: MoneyView,
  netProfit: MoneyView,
  totalAssets: MoneyView,
  totalLiabilities: MoneyView,
  currentAssets: MoneyView,
  currentLiabilities: MoneyView,
});
export type FinancialsView = z.infer<typeof FinancialsView>;

/** The credit profile. Money of limit, exposure and overdue is in the currency of the customer. */
export const ProfileView = z.object({
  customerId: z.string(),
  ...masterData,
  groupLimitShared: z.boolean(),
  language: z.string(),
  contacts: z.array(Contact),
  financials: z.exactOptional(FinancialsView),
  status: CustomerStatus,
  holdReasons: z.array(z.string()),
  creditLimit: z.nullable(MoneyView),
  unlimited: z.boolean(),
  temporaryLimit: z.nullable(z.object({ amount: MoneyView, validTo: DateView })),
  effectiveLimit: z.nullable(MoneyView),
  exposure: z.object({
    openReceivables: MoneyView,
    reservations: MoneyView,
    unappliedCash: MoneyView,
    total: MoneyView,
  }),
  available: z.nullable(MoneyView),
  utilization: z.nullable(z.number()),
  overdue: z.object({ amount: MoneyView, oldestDueOn: z.nullable(DateView), maxDaysPastDue: z.int() }),
  paymentTermsDays: z.nullable(z.int()),
  score: z.nullable(z.number()),
  grade: z.nullable(Grade),
  gradedOn: z.nullable(DateView),
  behaviour: z.object({
    onTimeRatio: z.nullable(z.number()),
    averageDaysToPay: z.nullable(z.number()),
    averageDaysLate: z.nullable(z.number()),
    invoicesPaid: z.int(),
    brokenPromises: z.int(),
    weightedDaysLate: z.nullable(z.number()),
    disputes: z.int(),
    bounces: z.int(),
    defaults: z.int(),
    recentDaysLate: z.nullable(z.number()),
    worstDaysPastDue12m: z.nullable(z.int()),
    overdueShare: z.nullable(z.number()),
    brokenPromises12m: z.int(),
    disputes12m: z.int(),
    bounces12m: z.int(),
    defaults24m: z.int(),
    averageMonthlySales: z.nullable(MoneyView),
    salesTrend: z.nullable(z.number()),
    relationshipMonths: z.nullable(z.int()),
  }),
  recommendedLimit: z.nullable(MoneyView),
  recommendation: RecommendationView,
  version: z.int(),
});
export type ProfileView = z.infer<typeof ProfileView>;

export const CustomerListView = /* @__PURE__ */ listOf(ProfileView);
export type CustomerListView = z.infer<typeof CustomerListView>;

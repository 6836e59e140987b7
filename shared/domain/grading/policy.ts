import type { Grade } from '../account/account.ts';

/** What a customer is scored by. Each has its source and unit in `characteristics.ts`. */
export const characteristicNames = [
  'onTimeRatio',
  'averageDaysLate',
  'recentDaysLate',
  'worstDaysPastDue',
  'overdueShare',
  'utilization',
  'brokenPromises',
  'disputes',
  'bouncedPayments',
  'defaults',
  'salesTrend',
  'relationshipMonths',
  'outsideRating',
  'currentRatio',
  'equityShare',
  'netMargin',
  'accountsAgeMonths',
] as const;
export type CharacteristicName = (typeof characteristicNames)[number];

/** Values below `below`, and not below the bin before; the last bin has no bound. */
export interface Bin {
  readonly below?: number;
  /** 0 (worst) to 100 (best). */
  readonly points: number;
}

/** One characteristic of the scorecard. Its share of the score is its weight among all weights. */
export interface Characteristic {
  readonly name: CharacteristicName;
  /** Whole number from 1 to 100. */
  readonly weight: number;
  /** By rising bounds. */
  readonly bins: readonly Bin[];
  /** Points while the value is not known, 0 to 100. */
  readonly neutralPoints: number;
}

/** What turns how a customer pays, and what others say of it, into 0 to 1000. */
export interface Scorecard {
  readonly characteristics: readonly Characteristic[];
  /** Share of all weight, in percent, of which values must be known: below it a customer has no score and no grade. */
  readonly minimumKnownPercent: number;
  /** Paid invoices from which averages and ratios over them mean something. */
  readonly minimumInvoices: number;
  /** A financial statement of an earlier day than so many months ago counts as missing. */
  readonly statementMonths: number;
  /** What is past due for more than so many days is in `overdueShare`; a policy of before it was there has 7. */
  readonly overdueAfterDays?: number;
}

/** Facts that no score makes up for: the grade is this at best while they hold, and a customer without a score has it. */
export type GradeCeiling =
  | { readonly fact: 'DAYS_PAST_DUE'; readonly days: number; readonly grade: Grade }
  | { readonly fact: 'BROKEN_PROMISES'; readonly count: number; readonly grade: Grade }
  | { readonly fact: 'BOUNCED_PAYMENTS'; readonly count: number; readonly grade: Grade }
  | { readonly fact: 'DEFAULTS'; readonly count: number; readonly grade: Grade }
  | { readonly fact: 'INSOLVENCY'; readonly grade: Grade };

/** What a grade gives. What is `null` is as the rest of the policy has it. */
export interface GradeTerms {
  /** Share of the reckoned limit that is recommended, in percent; a limit falls with it when the grade does. */
  readonly limitFactorPercent: string;
  /** Longest payment terms. */
  readonly maxTermsDays: number | null;
  readonly earlyPaymentDiscountPercent: string | null;
  readonly tolerancePercent: string | null;
  readonly maxDaysPastDue: number | null;
  /** The grade is looked at anew after so many days, though nothing may have changed. */
  readonly reviewDays: number;
}

/** The part of the policy that grades go by; written in the document as it is here. */
export interface GradingPolicy {
  readonly scorecard: Scorecard;
  /** From which score on a grade is given, A to E, falling to zero. */
  readonly bands: readonly { readonly grade: Grade; readonly from: number }[];
  /** So many points above its band a score must stand before the grade rises. */
  readonly riseMargin: number;
  /** So many days a better score must hold before the grade rises, by one. It falls at once. */
  readonly riseAfterDays: number;
  /**
   * A fall by a fact that is gone within so many days, as if it had never been, is taken back with its limit; a policy of
   * before it was there has 14, and 0 takes none back.
   */
  readonly takeBackDays?: number;
  readonly ceilings: readonly GradeCeiling[];
  readonly grades: Readonly<Record<Grade, GradeTerms>>;
  /** What repeated default does: write-offs or legal handoffs in `afterDefaults` of the last 24 months; `null`: nothing. */
  readonly blacklist: { readonly afterDefaults: number; readonly action: 'PROPOSE' | 'SET' } | null;
}

/** A bank needs a day or three. */
const OVERDUE_AFTER_DAYS = 7;
const TAKE_BACK_DAYS = 14;

export const overdueAfterDaysOf = ({ overdueAfterDays = OVERDUE_AFTER_DAYS }: Scorecard): number => overdueAfterDays;
export const takeBackDaysOf = ({ takeBackDays = TAKE_BACK_DAYS }: GradingPolicy): number => takeBackDays;

const terms = (limitFactorPercent: string, reviewDays: number, strict: Partial<GradeTerms> = {}): GradeTerms => ({
  limitFactorPercent,
  maxTermsDays: null,
  earlyPaymentDiscountPercent: null,
  tolerancePercent: null,
  maxDaysPastDue: null,
  reviewDays,
  ...strict,
});

/** What a new environment starts with, and what holds for a policy that was written before it had this part. */
export const builtInGrading: GradingPolicy = {
  scorecard: {
    minimumKnownPercent: 50,
    minimumInvoices: 3,
    statementMonths: 18,
    overdueAfterDays: OVERDUE_AFTER_DAYS,
    characteristics: [
      {
        name: 'onTimeRatio',
        weight: 20,
        neutralPoints: 50,
        bins: [
          { below: 0.25, points: 0 },
          { below: 0.5, points: 20 },
          { below: 0.7, points: 45 },
          { below: 0.85, points: 70 },
          { below: 0.95, points: 90 },
          { points: 100 },
        ],
      },
      {
        name: 'averageDaysLate',
        weight: 10,
        neutralPoints: 50,
        bins: [
          { below: 1, points: 100 },
          { below: 3, points: 85 },
          { below: 7, points: 65 },
          { below: 15, points: 40 },
          { below: 30, points: 15 },
          { points: 0 },
        ],
      },
      {
        name: 'recentDaysLate',
        weight: 20,
        neutralPoints: 50,
        bins: [
          { below: 1, points: 100 },
          { below: 3, points: 85 },
          { below: 7, points: 65 },
          { below: 15, points: 40 },
          { below: 30, points: 15 },
          { points: 0 },
        ],
      },
      {
        name: 'worstDaysPastDue',
        weight: 15,
        neutralPoints: 50,
        bins: [
          { below: 1, points: 100 },
          { below: 8, points: 85 },
          { below: 16, points: 65 },
          { below: 31, points: 40 },
          { below: 61, points: 15 },
          { points: 0 },
        ],
      },
      {
        name: 'overdueShare',
        weight: 8,
        neutralPoints: 50,
        bins: [
          { below: 0.01, points: 100 },
          { below: 0.1, points: 75 },
          { below: 0.3, points: 45 },
          { below: 0.6, points: 15 },
          { points: 0 },
        ],
      },
      {
        name: 'utilization',
        weight: 5,
        neutralPoints: 50,
        bins: [{ below: 0.5, points: 100 }, { below: 0.8, points: 75 }, { below: 1, points: 45 }, { points: 0 }],
      },
      {
        name: 'brokenPromises',
        weight: 4,
        neutralPoints: 50,
        bins: [{ below: 1, points: 100 }, { below: 2, points: 30 }, { points: 0 }],
      },
      {
        name: 'disputes',
        weight: 1,
        neutralPoints: 50,
        bins: [{ below: 1, points: 100 }, { below: 4, points: 60 }, { points: 20 }],
      },
      {
        name: 'bouncedPayments',
        weight: 4,
        neutralPoints: 50,
        bins: [{ below: 1, points: 100 }, { below: 2, points: 25 }, { points: 0 }],
      },
      {
        // As much as what is overdue, and more: to write an invoice off makes nobody a better customer.
        name: 'defaults',
        weight: 10,
        neutralPoints: 50,
        bins: [{ below: 1, points: 100 }, { below: 2, points: 10 }, { points: 0 }],
      },
      {
        name: 'salesTrend',
        weight: 2,
        neutralPoints: 50,
        bins: [{ below: -0.5, points: 10 }, { below: -0.2, points: 35 }, { below: 0.2, points: 70 }, { points: 100 }],
      },
      {
        name: 'relationshipMonths',
        weight: 3,
        neutralPoints: 20,
        bins: [{ below: 6, points: 20 }, { below: 12, points: 45 }, { below: 36, points: 75 }, { points: 100 }],
      },
      {
        name: 'outsideRating',
        weight: 8,
        neutralPoints: 50,
        bins: [
          { below: 0.2, points: 0 },
          { below: 0.4, points: 30 },
          { below: 0.6, points: 55 },
          { below: 0.8, points: 80 },
          { points: 100 },
        ],
      },
      {
        name: 'currentRatio',
        weight: 3,
        neutralPoints: 50,
        bins: [{ below: 0.8, points: 0 }, { below: 1, points: 30 }, { below: 1.5, points: 70 }, { points: 100 }],
      },
      {
        name: 'equityShare',
        weight: 4,
        neutralPoints: 50,
        bins: [{ below: 0, points: 0 }, { below: 0.1, points: 25 }, { below: 0.3, points: 70 }, { points: 100 }],
      },
      {
        name: 'netMargin',
        weight: 2,
        neutralPoints: 50,
        bins: [{ below: 0, points: 0 }, { below: 0.02, points: 40 }, { below: 0.08, points: 75 }, { points: 100 }],
      },
      {
        name: 'accountsAgeMonths',
        weight: 1,
        neutralPoints: 0,
        bins: [{ below: 9, points: 100 }, { below: 14, points: 70 }, { points: 30 }],
      },
    ],
  },
  // E leaves no limit: below D is who always pays a month late, or three weeks late and breaks promises besides.
  bands: [
    { grade: 'A', from: 815 },
    { grade: 'B', from: 700 },
    { grade: 'C', from: 565 },
    { grade: 'D', from: 335 },
    { grade: 'E', from: 0 },
  ],
  riseMargin: 20,
  riseAfterDays: 90,
  takeBackDays: TAKE_BACK_DAYS,
  ceilings: [
    { fact: 'DAYS_PAST_DUE', days: 60, grade: 'D' },
    { fact: 'DAYS_PAST_DUE', days: 120, grade: 'E' },
    { fact: 'BROKEN_PROMISES', count: 2, grade: 'D' },
    { fact: 'BOUNCED_PAYMENTS', count: 3, grade: 'D' },
    { fact: 'DEFAULTS', count: 1, grade: 'D' },
    { fact: 'DEFAULTS', count: 2, grade: 'E' },
    { fact: 'INSOLVENCY', grade: 'E' },
  ],
  grades: {
    A: terms('120', 365),
    B: terms('100', 365),
    C: terms('80', 180),
    D: terms('50', 90, { maxTermsDays: 14, tolerancePercent: '0', maxDaysPastDue: 14 }),
    E: terms('0', 30, { maxTermsDays: 0, tolerancePercent: '0', maxDaysPastDue: 0 }),
  },
  blacklist: { afterDefaults: 2, action: 'PROPOSE' },
};

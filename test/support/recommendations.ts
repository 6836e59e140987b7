import { type Account, type Grade, noMovement } from '../../shared/domain/account/account.ts';
import type { ConductFacts } from '../../shared/domain/behaviour/conduct.ts';
import { defaultPolicy } from '../../shared/domain/policy/policy.ts';
import type { Balance, OutsideLimit } from '../../shared/domain/recommendation/caps.ts';
import type { RecommendationInput } from '../../shared/domain/recommendation/recommend.ts';
import type { Context } from '../../shared/store/context.ts';
import { moveAccount } from '../../shared/store/movement.ts';
import { anAccount, moment } from './accounts.ts';
import { eur } from './movements.ts';

/** A customer who buys for 10,000.00 a month, has paid twelve invoices and is six days late. */
export const someConduct: ConductFacts = {
  invoicesPaid: 12,
  onTimeRatio: 0.5,
  averageDaysToPay: 36,
  averageDaysLate: 4,
  weightedDaysLate: 5,
  recentDaysLate: 6,
  worstDaysPastDue12m: 9,
  overdueShare: 0,
  utilization: 0.5,
  brokenPromises12m: 0,
  disputes12m: 0,
  bounces12m: 0,
  defaults24m: 0,
  averageMonthlySales: 10_000_00n,
  salesTrend: 0,
  relationshipMonths: 14,
};

export const balance = (assets: bigint, liabilities: bigint, changes: Partial<Balance> = {}): Balance => ({
  asOf: '2025-12-31',
  totalAssets: eur(assets),
  totalLiabilities: eur(liabilities),
  ...changes,
});

export const outside = (limit: bigint, changes: Partial<OutsideLimit> = {}): OutsideLimit => ({
  source: 'agency',
  recommendedLimit: eur(limit),
  ratedOn: '2026-01-01',
  validTo: '2026-12-31',
  ...changes,
});

export interface Given extends Partial<Omit<RecommendationInput, 'account' | 'conduct'>> {
  readonly account?: Partial<Account>;
  readonly conduct?: Partial<ConductFacts>;
}

/** Grade B at 30 days of terms, with no statement and no rating, but for what the test says. */
export const aRecommendationInput = ({
  account,
  conduct,
  ...rest
}: Given = {}): RecommendationInput & {
  readonly conduct: ConductFacts;
} => ({
  account: anAccount({ grade: 'B', creditLimit: null, ...account }),
  conduct: { ...someConduct, ...conduct },
  currency: 'EUR',
  balance: null,
  outside: [],
  quotes: new Map(),
  policy: defaultPolicy,
  today: moment.today,
  ...rest,
});

/** Gives a customer a grade, as grading does. */
export const gradeAs = (context: Context, customerId: string, grade: Grade | null): Promise<null> =>
  moveAccount<null>(context, customerId, ({ account }) => ({
    entry: { kind: 'GradeChanged', deltas: noMovement, data: { from: account.grade, to: grade } },
    account: { grade, gradedOn: context.moment.today },
    writes: [],
    result: () => null,
  }));

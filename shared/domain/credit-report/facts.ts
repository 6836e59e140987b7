import type { BusinessDate, Moment } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { ProfileFacts } from '../account/profile.ts';
import type { BehaviourByMonth } from '../behaviour/months.ts';
import type { CollectionCase } from '../collection/case.ts';
import type { OpenDispute } from '../collection/standing.ts';
import type { ScoreRecord } from '../grading/assess.ts';
import type { GradingPolicy } from '../grading/policy.ts';
import type { JsonObject } from '../history/entry.ts';
import type { Aging } from '../portfolio/aging.ts';

/** How the account stood at the end of a month, in minor units of its currency; `null` where it is not known. */
export interface MonthEnd {
  readonly month: string;
  readonly exposure: bigint | null;
  readonly effectiveLimit: bigint | null;
}

export interface OldInvoice {
  readonly invoiceId: string;
  readonly dueOn: BusinessDate;
  readonly remaining: Money;
  readonly disputed: boolean;
}

interface CoverOnRecord {
  readonly coverId: string;
  readonly kind: 'INSURANCE' | 'GUARANTEE';
  readonly provider: string;
  readonly amount: Money;
  readonly coveredPercent: string;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate;
}

interface RatingOnRecord {
  readonly source: string;
  readonly score: string | number;
  readonly scale: string | number;
  readonly ratedOn: BusinessDate;
  readonly validTo: BusinessDate;
  readonly recommendedLimit?: Money | undefined;
}

interface AgreementOnRecord {
  readonly agreementId: string;
  readonly signedOn: BusinessDate;
  readonly validTo: BusinessDate;
  readonly termsDays: number;
  readonly lateInterestPercent: string;
  readonly documentUrl?: string | undefined;
}

/** Everything that a credit report tells of a customer, as it stands at one moment. */
export interface CreditReportFacts {
  readonly profile: ProfileFacts;
  readonly score: ScoreRecord;
  readonly grading: GradingPolicy;
  /** The last twelve months, the oldest first. */
  readonly monthEnds: readonly MonthEnd[];
  readonly behaviour: BehaviourByMonth;
  readonly aging: Aging;
  /** The longest past due first. */
  readonly oldest: readonly OldInvoice[];
  /** The newest first, as they are recorded. */
  readonly decisions: readonly JsonObject[];
  readonly covers: readonly CoverOnRecord[];
  readonly ratings: readonly RatingOnRecord[];
  readonly agreements: readonly AgreementOnRecord[];
  /** The newest collection case, open or closed. */
  readonly collectionCase: CollectionCase | null;
  readonly disputes: readonly OpenDispute[];
  readonly moment: Moment;
  /** In which times are told. */
  readonly timeZone: string;
}

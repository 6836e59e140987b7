import type { BusinessDate } from '../../dates.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';
import type { ConductFacts } from '../behaviour/conduct.ts';
import type { Recommendation } from '../recommendation/reasons.ts';
import type { Account } from './account.ts';

/** Everything that a credit profile shows, as it stands at one moment. */
export interface ProfileFacts {
  /** With expired reservations taken out of the counters. */
  readonly account: Account;
  readonly masterData: Readonly<Record<string, unknown>>;
  readonly behaviour: Behaviour;
  readonly conduct: ConductFacts;
  /** Remaining of what is past due, in minor units of the account's currency. */
  readonly overdueAmount: bigint;
  /** The limit that fits how the customer buys and pays, and why. */
  readonly recommendation: Recommendation;
  readonly today: BusinessDate;
}

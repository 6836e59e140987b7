import type { BusinessDate } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';
import type { Account } from './account.ts';

/** Everything that a credit profile shows, as it stands at one moment. */
export interface ProfileFacts {
  /** With expired reservations taken out of the counters. */
  readonly account: Account;
  readonly masterData: Readonly<Record<string, unknown>>;
  readonly behaviour: Behaviour;
  /** Remaining of what is past due, in minor units of the account's currency. */
  readonly overdueAmount: bigint;
  /** What scoring would grant; `null` while there is no grade to reckon it from. */
  readonly recommendedLimit: Money | null;
  readonly today: BusinessDate;
}

import { formatMinorUnits, type Money, type MoneyJson, toMoneyJson } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';

/** Why a limit is recommended, or none: what it was reckoned from first, what bounds it after that. */
export type ReasonCode =
  | 'BLACKLISTED'
  | 'INSOLVENT'
  | 'GROUP'
  | 'NO_GRADE'
  | 'NO_SALES'
  | 'NEED'
  | 'GRADE_FACTOR'
  | 'NO_STATEMENT'
  | 'EQUITY'
  | 'OUTSIDE_RATING'
  | 'NO_FRESH_RATE'
  | 'ROUNDED';

/** One step of the reckoning: in words, and as numbers. */
export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
  readonly facts: JsonObject;
}

/** The limit that is recommended for a customer; `null` where there is nothing to reckon one from. */
export interface Recommendation {
  readonly amount: Money | null;
  readonly reasons: readonly Reason[];
}

/** An amount in words, `1234.50 EUR`. */
export const inWords = ({ currency, minorUnits }: Money): string =>
  `${formatMinorUnits(minorUnits, currency)} ${currency}`;

/** An amount among facts. */
export const inFacts = (money: Money): { [Field in keyof MoneyJson]: string } => ({ ...toMoneyJson(money) });

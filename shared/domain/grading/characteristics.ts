import type { BusinessDate } from '../../dates.ts';
import type { ConductFacts } from '../behaviour/conduct.ts';
import { pointsFor } from './points.ts';
import { type CharacteristicName, characteristicNames, overdueAfterDaysOf, type Scorecard } from './policy.ts';
import {
  type Known,
  known,
  type MissingReason,
  type OutsideRating,
  outsideRating,
  type Statement,
  statementRatios,
} from './sources.ts';

/** Values by name: `null` where it is not known. */
export type CharacteristicValues = Readonly<Record<CharacteristicName, number | null>>;

/** An item that counts as late. */
export interface LateShare {
  readonly daysPastDue: number;
  /** Of what is open and not disputed, 0 to 1. */
  readonly share: number;
}

/** What customers are scored by. */
export interface ScoringInput {
  readonly conduct: ConductFacts;
  readonly statement: Statement | null;
  readonly ratings: readonly OutsideRating[];
  readonly today: BusinessDate;
  /** What counts as late, the oldest first; left out where the share of all that is overdue is what is known. */
  readonly late?: readonly LateShare[];
  /** The used share is that of the limit from before it fell with the grade. */
  readonly isOfLimitBefore?: true;
}

/** Whether more of it is better. Points go with it: a scorecard that says otherwise is refused. */
export const isMoreBetter: Readonly<Record<CharacteristicName, boolean>> = {
  onTimeRatio: true,
  averageDaysLate: false,
  recentDaysLate: false,
  worstDaysPastDue: false,
  overdueShare: false,
  utilization: false,
  brokenPromises: false,
  disputes: false,
  bouncedPayments: false,
  defaults: false,
  salesTrend: true,
  relationshipMonths: true,
  outsideRating: true,
  currentRatio: true,
  equityShare: true,
  netMargin: true,
  accountsAgeMonths: false,
};

/** What hardly anybody has who has hardly paid anything yet: its absence is no merit then, its presence is known. */
const meritsOfRecord: readonly CharacteristicName[] = [
  'worstDaysPastDue',
  'overdueShare',
  'brokenPromises',
  'disputes',
  'bouncedPayments',
  'defaults',
];

/** The averages of fewer invoices than the scorecard asks for mean nothing. */
const averages: readonly CharacteristicName[] = ['onTimeRatio', 'averageDaysLate', 'recentDaysLate'];

/** Money that is on its way for a few days is not overdue yet. */
const overdueShare = ({ conduct, late }: ScoringInput, scorecard: Scorecard): number | null => {
  if (conduct.overdueShare === null || late === undefined) return conduct.overdueShare;
  const after = overdueAfterDaysOf(scorecard);
  const counted = late.filter(({ daysPastDue }) => daysPastDue > after);
  return Math.min(
    1,
    counted.reduce((sum, { share }) => sum + share, 0),
  );
};

const sourcesOf = (input: ScoringInput, scorecard: Scorecard) => {
  const { conduct, ratings, statement, today } = input;
  return {
    onTimeRatio: known(conduct.onTimeRatio, 'NOTHING_YET'),
    averageDaysLate: known(conduct.averageDaysLate, 'NOTHING_YET'),
    recentDaysLate: known(conduct.recentDaysLate, 'NOTHING_YET'),
    worstDaysPastDue: known(conduct.worstDaysPastDue12m, 'NOTHING_YET'),
    overdueShare: known(overdueShare(input, scorecard), 'NOTHING_YET'),
    utilization: known(conduct.utilization, 'NO_LIMIT'),
    brokenPromises: { value: conduct.brokenPromises12m },
    disputes: { value: conduct.disputes12m },
    bouncedPayments: { value: conduct.bounces12m },
    defaults: { value: conduct.defaults24m },
    salesTrend: known(conduct.salesTrend, 'NOT_ENOUGH_SALES'),
    relationshipMonths: known(conduct.relationshipMonths, 'NOTHING_YET'),
    outsideRating: outsideRating(ratings, today),
    ...statementRatios(statement, today, scorecard.statementMonths),
  } satisfies Record<CharacteristicName, Known>;
};

/** What a customer is scored by, each value or why it is missing. */
export const characteristicsOf = (
  input: ScoringInput,
  scorecard: Scorecard,
): Readonly<Record<CharacteristicName, Known>> => {
  const sources: Record<CharacteristicName, Known> = sourcesOf(input, scorecard);
  if (input.conduct.invoicesPaid >= scorecard.minimumInvoices) return sources;
  const few: Known = { missing: 'FEW_INVOICES' };
  for (const name of averages) sources[name] = few;
  for (const { bins, name, neutralPoints } of scorecard.characteristics) {
    const source = sources[name];
    const isMerit = 'value' in source && pointsFor(bins, source.value) >= neutralPoints;
    if (meritsOfRecord.includes(name) && isMerit) sources[name] = few;
  }
  return sources;
};

/** The values alone, as `scoreOf` takes them. */
export const characteristicValues = (input: ScoringInput, scorecard: Scorecard): CharacteristicValues => {
  const sources = characteristicsOf(input, scorecard);
  const values = characteristicNames.map((name) => {
    const source = sources[name];
    return [name, 'value' in source ? source.value : null];
  });
  return Object.fromEntries(values) as Record<CharacteristicName, number | null>;
};

/** Why values are missing, of those that are. */
export const missingOf = (
  input: ScoringInput,
  scorecard: Scorecard,
): Readonly<Partial<Record<CharacteristicName, MissingReason>>> => {
  const sources = Object.entries(characteristicsOf(input, scorecard));
  return Object.fromEntries(sources.flatMap(([name, source]) => ('missing' in source ? [[name, source.missing]] : [])));
};

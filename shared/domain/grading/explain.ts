import { characteristicsOf, isMoreBetter, type ScoringInput } from './characteristics.ts';
import type { NextGrade } from './grade.ts';
import { grades } from './grade.ts';
import { binOf } from './points.ts';
import type { CharacteristicName, GradeCeiling, GradingPolicy, Scorecard } from './policy.ts';
import type { Contribution, Scoring } from './score.ts';
import type { MissingReason } from './sources.ts';

type Unit = 'PERCENT' | 'DAYS' | 'TIMES' | 'MONTHS' | 'RATIO';

/** What each characteristic is called, and in what it is counted. */
export const characteristicTexts: Readonly<
  Record<CharacteristicName, { readonly label: string; readonly unit: Unit }>
> = {
  onTimeRatio: { label: 'Invoices paid on time', unit: 'PERCENT' },
  averageDaysLate: { label: 'Average days late', unit: 'DAYS' },
  recentDaysLate: { label: 'Days late lately, by amount', unit: 'DAYS' },
  worstDaysPastDue: { label: 'Most days past due within 12 months', unit: 'DAYS' },
  overdueShare: { label: 'Overdue share of what is open, without the newest', unit: 'PERCENT' },
  utilization: { label: 'Used share of the limit', unit: 'PERCENT' },
  brokenPromises: { label: 'Broken promises within 12 months', unit: 'TIMES' },
  disputes: { label: 'Disputes within 12 months', unit: 'TIMES' },
  bouncedPayments: { label: 'Bounced payments within 12 months', unit: 'TIMES' },
  defaults: { label: 'Months with a default within 24 months', unit: 'TIMES' },
  salesTrend: { label: 'Sales of three months against those before', unit: 'PERCENT' },
  relationshipMonths: { label: 'Age of the relationship', unit: 'MONTHS' },
  outsideRating: { label: 'Outside rating, from worst to best', unit: 'PERCENT' },
  currentRatio: { label: 'Current assets to current liabilities', unit: 'RATIO' },
  equityShare: { label: 'Equity share', unit: 'PERCENT' },
  netMargin: { label: 'Net margin', unit: 'PERCENT' },
  accountsAgeMonths: { label: 'Age of the annual accounts', unit: 'MONTHS' },
};

const missingTexts: Readonly<Record<MissingReason, string>> = {
  FEW_INVOICES: 'too few paid invoices to say',
  NO_STATEMENT: 'no annual accounts on record',
  STATEMENT_TOO_OLD: 'the annual accounts are older than the policy allows',
  STATEMENT_OF_LATER: 'the annual accounts are of a day to come',
  STATEMENT_WITHOUT_IT: 'the annual accounts do not tell',
  NO_RATING: 'no outside rating in force',
  RATING_NOT_ON_SCALE: 'the outside rating is no number on a scale such as 600..100',
  NO_LIMIT: 'no limit that could be used',
  NOT_ENOUGH_SALES: 'not enough months of sales to compare',
  NOTHING_YET: 'nothing is known yet',
};

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

/** A value in the words of its unit. */
export const valueText = (name: CharacteristicName, value: number): string => {
  const { unit } = characteristicTexts[name];
  switch (unit) {
    case 'PERCENT':
      return `${trimmed(value * 100, 1)} %`;
    case 'DAYS':
      return `${trimmed(value, 1)} days`;
    case 'MONTHS':
      return `${trimmed(value, 0)} months`;
    case 'TIMES':
    case 'RATIO':
      return trimmed(value, 2);
    default:
      return unit satisfies never;
  }
};

/** A contribution with what it says, for people. */
export interface ExplainedContribution extends Contribution {
  readonly label: string;
  /** The value, or why there is none. */
  readonly text: string;
  /** Why the value is missing. */
  readonly missing: MissingReason | null;
}

/** Each contribution in words: what is not known is named, with the reason. */
export const explain = (
  { contributions }: Scoring,
  input: ScoringInput,
  scorecard: Scorecard,
): readonly ExplainedContribution[] => {
  const sources = characteristicsOf(input, scorecard);
  return contributions.map((contribution) => {
    const { name, value } = contribution;
    const source = sources[name];
    const missing = 'missing' in source ? source.missing : null;
    const of = name === 'utilization' && input.isOfLimitBefore ? ' of the limit from before it fell' : '';
    const text =
      missing === null && value !== null ? `${valueText(name, value)}${of}` : missingTexts[missing ?? 'NOTHING_YET'];
    return { ...contribution, label: characteristicTexts[name].label, text, missing };
  });
};

/** The fact of a ceiling in words. */
export const ceilingText = (ceiling: GradeCeiling): string => {
  switch (ceiling.fact) {
    case 'DAYS_PAST_DUE':
      return `${ceiling.days} days or more past due`;
    case 'BROKEN_PROMISES':
      return `${ceiling.count} or more broken promises within 12 months`;
    case 'BOUNCED_PAYMENTS':
      return `${ceiling.count} or more bounced payments within 12 months`;
    case 'DEFAULTS':
      return `defaults in ${ceiling.count} or more of the last 24 months`;
    case 'INSOLVENCY':
      return 'reported insolvent';
    default:
      return ceiling satisfies never;
  }
};

/** Something that would raise the score or the grade. */
export interface Raise {
  /** A characteristic, or the fact of a ceiling. */
  readonly name: string;
  readonly text: string;
  /** Points of the score, rounded; `null` for a fact, which bounds the grade whatever the score. */
  readonly gain: number | null;
}

/** The nearest bin with more points, and what it takes to be in it. */
const nextBin = (scorecard: Scorecard, { name, points, value }: Contribution) => {
  const bins = scorecard.characteristics.find((one) => one.name === name)?.bins ?? [];
  if (value === null) return null;
  const at = binOf(bins, value);
  const range = isMoreBetter[name] ? bins.slice(at + 1) : bins.slice(0, at).toReversed();
  const bin = range.find((one) => one.points > points);
  if (!bin) return null;
  const bound = isMoreBetter[name] ? bins[bins.indexOf(bin) - 1]?.below : bin.below;
  return bound === undefined ? null : { bin, bound };
};

const raiseOf = (scorecard: Scorecard, contribution: ExplainedContribution): Raise[] => {
  const { label, name, points, text, value, weightPercent } = contribution;
  const gainTo = (better: number) => Math.round(((better - points) * weightPercent) / 10);
  if (value === null) {
    const bins = scorecard.characteristics.find((one) => one.name === name)?.bins ?? [];
    const gain = gainTo(Math.max(...bins.map((bin) => bin.points)));
    return gain > 0 ? [{ name, text: `${label}: ${text}; up to so many points if it were known and good`, gain }] : [];
  }
  const next = nextBin(scorecard, contribution);
  if (!next) return [];
  const aim = `${isMoreBetter[name] ? 'at least' : 'below'} ${valueText(name, next.bound)}`;
  const gain = gainTo(next.bin.points);
  return gain > 0 ? [{ name, text: `${label}: ${aim} instead of ${text}`, gain }] : [];
};

/** What would raise a score or its grade: the facts that bound it first, then the largest gains. */
export const raisesOf = (
  contributions: readonly ExplainedContribution[],
  ceilings: NextGrade['ceilings'],
  { scorecard }: Pick<GradingPolicy, 'scorecard'>,
): readonly Raise[] => [
  ...ceilings.map((ceiling) => ({
    name: ceiling.fact,
    text: `No better than ${ceiling.grade} while ${ceilingText(ceiling)}`,
    gain: null,
  })),
  ...contributions.flatMap((one) => raiseOf(scorecard, one)).toSorted((a, b) => (b.gain ?? 0) - (a.gain ?? 0)),
];

/** Why a grade is what it has come to, in a sentence. */
export const gradeSentence = (
  { ceilings, grade, reason }: Pick<NextGrade, 'ceilings' | 'grade' | 'reason'>,
  score: number | null,
): string => {
  const bound = ceilings
    .toSorted((a, b) => grades.indexOf(b.grade) - grades.indexOf(a.grade))
    .map(ceilingText)
    .join('; ');
  const scored = score === null ? 'Too little is known for a score' : `A score of ${score}`;
  switch (reason) {
    case 'FIRST':
      return `${scored}: the first grade is ${grade}.`;
    case 'SCORE_FELL':
      return `${scored} is no longer enough for a better grade than ${grade}.`;
    case 'FIRST_BY_FACT':
    case 'FACT':
      return `No better than ${grade}: ${bound}.`;
    case 'ROSE':
      return `${scored} has stood for the waiting time: the grade rises to ${grade}.`;
    case 'TAKEN_BACK':
      return `${scored}, and nothing bounds the grade any more: it is taken back.`;
    case 'UNDONE':
      return `${scored}. What bounded the grade was no lasting fact: the fall is taken back.`;
    case 'UNCHANGED':
      return bound === '' ? `${scored}.` : `${scored}. No better than ${grade ?? 'E'}: ${bound}.`;
    default:
      return reason satisfies never;
  }
};

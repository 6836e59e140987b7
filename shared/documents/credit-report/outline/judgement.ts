import { scoreChart } from '../../../charts/score.ts';
import type { CreditReportView } from '../../../contracts/credit-report.ts';
import type { Block, Section } from './blocks.ts';
import { amount, date, NONE, share, words } from './wording.ts';

const limitText = ({ profile }: CreditReportView): string => {
  if (profile.unlimited) return 'Unlimited';
  return profile.creditLimit === null ? 'None' : amount(profile.creditLimit);
};

const FULL = 1;

/** What matters most, at a glance. */
export const standing = (report: CreditReportView): Section => {
  const { profile } = report;
  const { available, exposure, grade, holdReasons, overdue, score, status, temporaryLimit, utilization } = profile;
  const isOverdue = overdue.maxDaysPastDue > 0;
  return {
    id: 'standing',
    title: 'Standing',
    isWide: true,
    blocks: [
      {
        kind: 'tiles',
        tiles: [
          { label: 'Grade', value: grade ?? NONE },
          { label: 'Score of 1000', value: score === null ? NONE : String(score) },
          { label: 'Credit limit', value: limitText(report) },
          { label: 'Recommended limit', value: amount(profile.recommendedLimit) },
          { label: 'Exposure', value: amount(exposure.total) },
          { label: 'Available', value: amount(available), isBad: available?.amount.startsWith('-') ?? false },
          { label: 'Utilization', value: share(utilization), isBad: (utilization ?? 0) > FULL },
          {
            label: isOverdue ? `Overdue, up to ${overdue.maxDaysPastDue} days` : 'Overdue',
            value: amount(overdue.amount),
            isBad: isOverdue,
          },
        ],
      },
      {
        kind: 'facts',
        facts: [
          ['Status', holdReasons.length === 0 ? words(status) : `${words(status)}: ${holdReasons.join('; ')}`],
          ['Effective limit', profile.effectiveLimit === null ? null : amount(profile.effectiveLimit)],
          [
            'Temporary limit',
            temporaryLimit && `${amount(temporaryLimit.amount)} until ${date(temporaryLimit.validTo)}`,
          ],
          ['Open receivables', amount(exposure.openReceivables)],
          ['Reserved for orders', amount(exposure.reservations)],
          ['Unapplied cash', amount(exposure.unappliedCash)],
        ],
      },
    ],
  };
};

const nextGrade = ({ score }: CreditReportView): readonly Block[] => {
  const { nextGrade: next } = score;
  if (next === null) return [];
  const wait = score.risesOn === null ? '' : ` If the score stays, the grade rises on ${date(score.risesOn)}.`;
  return [{ kind: 'paragraph', text: `${next.text}${wait}` }];
};

/** The score with what each characteristic adds. */
export const scoring = (report: CreditReportView): Section => {
  const { bands, score } = report;
  return {
    id: 'scoring',
    title: 'Score and grade',
    blocks: [
      {
        kind: 'charts',
        charts: [
          {
            title: 'Score on the bands of the grades',
            picture: scoreChart({ bands, score: score.score, grade: score.grade }),
            legend: `As of ${date(score.scoredOn)}, by version ${score.policyVersion} of the policy; ${score.knownPercent} % of all weight is known.`,
          },
        ],
        figures: {
          caption: 'Bands of the grades',
          columns: [{ title: 'Grade' }, { title: 'From', isFigure: true }],
          rows: bands.map(({ from, grade }) => [grade, String(from)]),
          empty: '',
        },
      },
      { kind: 'paragraph', text: score.reason },
      ...nextGrade(report),
      {
        kind: 'table',
        caption: 'What the score is made of',
        columns: [
          { title: 'Characteristic', width: '*' },
          { title: 'Value' },
          { title: 'Points', isFigure: true },
          { title: 'Weight', isFigure: true },
          { title: 'Adds', isFigure: true },
        ],
        rows: score.contributions.map(({ contribution, isNeutral, label, points, text, weightPercent }) => [
          label,
          text,
          isNeutral ? `${points} (neutral)` : String(points),
          `${weightPercent} %`,
          String(contribution),
        ]),
        empty: 'Nothing is scored.',
      },
    ],
  };
};

/** What the customer could do for a better grade. */
export const raises = ({ score }: CreditReportView): Section => ({
  id: 'raises',
  title: 'What would raise the grade',
  blocks: [
    {
      kind: 'list',
      items: score.raises.map(({ gain, text }) => (gain === null ? text : `${text}: ${gain} points more`)),
      empty: 'Nothing more: every characteristic has its most points.',
    },
  ],
});

/** The limit that would fit, and what stands behind the present one. */
export const limits = (report: CreditReportView): Section => {
  const { covers, profile, ratings } = report;
  return {
    id: 'limits',
    title: 'Recommended limit',
    blocks: [
      {
        kind: 'paragraph',
        text: `${profile.recommendedLimit === null ? 'None' : amount(profile.recommendedLimit)} is recommended; the present limit is ${limitText(report).toLowerCase() === 'none' ? 'none' : limitText(report)}.`,
      },
      { kind: 'list', items: profile.recommendation.reasons.map(({ text }) => text), empty: 'No reasons are given.' },
      {
        kind: 'table',
        caption: 'Covers',
        columns: [
          { title: 'Provider', width: '*' },
          { title: 'Kind' },
          { title: 'Amount', isFigure: true },
          { title: 'Covered', isFigure: true },
          { title: 'Until' },
        ],
        rows: covers.map((cover) => [
          cover.provider,
          words(cover.kind),
          amount(cover.amount),
          `${cover.coveredPercent} %`,
          date(cover.validTo),
        ]),
        empty: 'No insurance or guarantee is on record.',
      },
      {
        kind: 'table',
        caption: 'Outside ratings',
        columns: [
          { title: 'Source', width: '*' },
          { title: 'Score' },
          { title: 'Recommends', isFigure: true },
          { title: 'Rated' },
          { title: 'Until' },
        ],
        rows: ratings.map((rating) => [
          rating.source,
          `${rating.score} on ${rating.scale}`,
          amount(rating.recommendedLimit),
          date(rating.ratedOn),
          date(rating.validTo),
        ]),
        empty: 'No outside rating is on record.',
      },
    ],
  };
};

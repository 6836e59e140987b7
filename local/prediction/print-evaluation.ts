import { type Column, paint, table, wrap } from '../terminal/text.ts';
import type { Evaluation, Figures, ModelFigures } from './evaluate.ts';

const INDENT = '  ';
const right = (title: string): Column => ({ title, align: 'right' });
const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;
const count = (value: number, noun: string): string => `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;

/** What an evaluation found, for people. */
export const printEvaluation = (evaluation: Evaluation): string => {
  const { atIssue, byDispute, lateRatioSoFar, onTheDueDate, test } = evaluation;
  return [
    paragraph(evaluation),
    '',
    table(
      [{ title: '' }, right('AUC'), right('accuracy'), right('days off')],
      [
        row('model, at issue', atIssue),
        ...(byDispute ? [row('model, knowing disputes', byDispute)] : []),
        row("customer's own late ratio so far", lateRatioSoFar),
        row('pays on the due date', onTheDueDate),
      ],
      INDENT,
    ),
    ...(lateRatioSoFar.auc === null
      ? [
          '',
          wrap(
            `There is no AUC: of the invoices that were tried ${test.lateRatio === 0 ? 'none was' : 'all were'} paid late.`,
            INDENT,
          ),
        ]
      : []),
    ...calibration('at issue', atIssue),
    ...(byDispute ? calibration('knowing disputes', byDispute) : []),
  ].join('\n');
};

const paragraph = ({ invoices, open, train, test }: Evaluation): string =>
  wrap(
    `${count(invoices, 'paid invoice')}${open > 0 ? `, ${count(open, 'open one')}` : ''}. ${learnedFrom(train, test.from)}` +
      `, tried on ${count(test.invoices, 'later one')} issued from then to ${test.to} (${percent(test.lateRatio)} late).`,
    INDENT,
  );

const learnedFrom = ({ by, invoices, lateRatio, learnedFrom }: Evaluation['train'], until: string): string => {
  const first = `the first ${invoices.toLocaleString('en')} by issue (${percent(lateRatio)} of these late)`;
  if (by === 'NOTHING') {
    return `The ${count(invoices, 'invoice')} before ${until} are too few to learn from: the built-in model is`;
  }
  return by === 'WHAT_WAS_KNOWN'
    ? `Learned from ${count(learnedFrom, 'invoice')} of ${first} that had come due by ${until}`
    : `Hardly any of ${first} had come due by ${until}: learned from how they came out later`;
};

const row = (name: string, { auc, accuracy, meanAbsoluteErrorDays }: Figures): readonly string[] => [
  name,
  auc === null ? '-' : auc.toFixed(4),
  accuracy === null ? '-' : percent(accuracy),
  meanAbsoluteErrorDays === null ? '-' : meanAbsoluteErrorDays.toFixed(2),
];

const calibration = (name: string, figures: ModelFigures): readonly string[] => [
  '',
  `${INDENT}${paint('bold', `Calibration ${name}`)}, by tenths of the invoices`,
  table(
    [right('tenth'), right('invoices'), right('foretold late'), right('were late')],
    figures.calibration.map(({ invoices, foretold, came }, index) => [
      String(index + 1),
      String(invoices),
      percent(foretold),
      percent(came),
    ]),
    INDENT,
  ),
  wrap(
    `Paid between the days of 10 % and 90 %: ${percent(figures.withinRange)}. Learned: ${figures.learned.lateness}; days: ${figures.learned.days}.`,
    INDENT,
  ),
];

import { MOST_DAYS_OFF } from '../domain/calendar/business-days.ts';
import { longClosures } from '../domain/calendar/long-closures.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { ClosedDay } from '../domain/policy/parts.ts';
import { type PolicyProblem, repeatedIn } from './policy-rules.ts';

const isOne =
  (date: string, country: string) =>
  (day: ClosedDay): boolean =>
    day.date === date && (day.country === undefined || day.country === country);

const closedDayProblems = ({ calendars }: PolicyDocument): readonly PolicyProblem[] => {
  const { closedDays } = calendars;
  const place = ['calendars', 'closedDays'];
  // Many countries are closed for the same days: the first is told of.
  const tooLong = new Map(
    longClosures(closedDays)
      .toReversed()
      .map((closure) => [closure.closedOn, closure]),
  );
  return [
    ...repeatedIn(
      closedDays.map(({ country = '', date }) => `${date} ${country}`),
      place,
      ['date'],
      'is there already for the same country',
    ),
    ...[...tooLong.values()].toReversed().map(({ closedOn, country, from, to }) => ({
      path: [...place, closedDays.findIndex(isOne(closedOn, country)), 'date'],
      message: `must leave a day of work every ${MOST_DAYS_OFF} days, holidays taken off: in ${country} there is none from ${from} to ${to}`,
      input: closedOn,
    })),
  ];
};

const mailProblems = ({ warnings }: PolicyDocument): readonly PolicyProblem[] =>
  repeatedIn(
    warnings.mails.map(({ to, warning }) => `${warning} ${to}`),
    ['warnings', 'mails'],
    ['to'],
    'is told of this warning already',
  );

/** What is wrong with the calendars and the warnings of a policy. */
export const partProblems = (document: PolicyDocument): readonly PolicyProblem[] => [
  ...closedDayProblems(document),
  ...mailProblems(document),
];

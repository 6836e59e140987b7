import { addDays } from '../dates.ts';
import { isWeekend } from '../domain/calendar/weekends.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { ClosedDay } from '../domain/policy/parts.ts';
import { type PolicyProblem, repeatedIn } from './policy-rules.ts';

/** With the holidays of any country between them there is still a business day within the days that are looked through. */
const MOST_CLOSED_IN_A_ROW = 40;

/** Weekends on which countries differ; those of a country that is named are its own. */
const weekendsElsewhere = ['DE', 'SA'];

/** The first closed day that makes a row of days without work longer than any calendar may have; `null`: there is none. */
const endOfLongRow = (days: readonly ClosedDay[], country: string): ClosedDay | null => {
  const closed = new Set(days.map(({ date }) => date));
  const isOff = (date: string): boolean => closed.has(date) || isWeekend(date, country);
  return (
    days.find(({ date }) => {
      for (let back = 0; back <= MOST_CLOSED_IN_A_ROW; back += 1) if (!isOff(addDays(date, -back))) return false;
      return true;
    }) ?? null
  );
};

const closedDayProblems = ({ calendars }: PolicyDocument): readonly PolicyProblem[] => {
  const { closedDays } = calendars;
  const place = ['calendars', 'closedDays'];
  const named = [...new Set(closedDays.flatMap(({ country }) => country ?? []))];
  const places = [
    ...weekendsElsewhere.map((weekend) => ({ weekend, country: '' })),
    ...named.map((country) => ({ weekend: country, country })),
  ];
  const tooLong = places.flatMap(({ country, weekend }) => {
    const ofCountry = closedDays.filter((day) => day.country === undefined || day.country === country);
    return endOfLongRow(ofCountry, weekend) ?? [];
  });
  return [
    ...repeatedIn(
      closedDays.map(({ country = '', date }) => `${date} ${country}`),
      place,
      ['date'],
      'is there already for the same country',
    ),
    ...[...new Set(tooLong)].map((day) => ({
      path: [...place, closedDays.indexOf(day), 'date'],
      message: `must leave a day of work after ${MOST_CLOSED_IN_A_ROW} days: nothing would ever be due in between`,
      input: day.date,
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

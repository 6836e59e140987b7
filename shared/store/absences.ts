import type { BusinessDate } from '../dates.ts';
import { type Absence, type AbsencePlan, isAway } from '../domain/absence/absence.ts';
import { text } from './attributes.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { type Item, settleWrites, type Table } from './table.ts';

const toAbsence = (item: Item): Absence => ({
  email: text(item, 'email'),
  from: text(item, 'from'),
  to: text(item, 'to'),
  delegate: text(item, 'delegate'),
  setBy: text(item, 'setBy'),
  setAt: text(item, 'setAt'),
});

const isSame = (stored: Absence, plan: AbsencePlan): boolean =>
  stored.from === plan.from && stored.to === plan.to && stored.delegate === plan.delegate;

/**
 * Sets the absence of somebody, in place of the one that was set before; the same again changes nothing.
 * @returns the absence as it now stands, and whether none was there before.
 */
export const setAbsence = async (
  { table, moment, actor }: Pick<Context, 'table' | 'moment' | 'actor'>,
  plan: AbsencePlan,
): Promise<{ absence: Absence; isNew: boolean }> => {
  const absence: Absence = { ...plan, setBy: actor, setAt: moment.now };
  const put = { TableName: table.name, Item: { ...keys.absence(plan.email), entityType: 'ABSENCE', ...absence } };
  const first = await settleWrites(table, [
    {
      name: 'absence',
      write: {
        Put: {
          ...put,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    },
  ]);
  if (first.done) return { absence, isNew: true };
  const stored = first.failed.get('absence');
  if (stored && isSame(toAbsence(stored), plan)) return { absence: toAbsence(stored), isNew: false };
  // Whatever stands there by now is older than this: who speaks last is believed.
  await settleWrites(table, [{ name: 'absence', write: { Put: put } }]);
  return { absence, isNew: false };
};

/** The absence that was set last for somebody, over or still to come as it may be. */
export const loadAbsence = async (table: Table, email: string): Promise<Absence | null> => {
  const item = await table.get(keys.absence(email));
  return item ? toAbsence(item) : null;
};

/** Takes the absence of somebody back; nothing happens when there is none. */
export const removeAbsence = async (table: Table, email: string): Promise<void> => {
  const write = { Delete: { TableName: table.name, Key: { ...keys.absence(email) } } };
  await settleWrites(table, [{ name: 'absence', write }]);
};

/** Who of these people is away on a day, each with who stands in. Whether that one is away too is not asked. */
export const absencesOf = async (
  table: Table,
  emails: readonly string[],
  today: BusinessDate,
): Promise<ReadonlyMap<string, string>> => {
  const asked = [...new Set(emails.map((email) => email.toLowerCase()))];
  const absences = (await table.getMany(asked.map((email) => keys.absence(email)))).map(toAbsence);
  return new Map(absences.filter((absence) => isAway(absence, today)).map(({ email, delegate }) => [email, delegate]));
};

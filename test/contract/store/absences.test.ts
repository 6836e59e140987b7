import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absencesOf, loadAbsence, removeAbsence, setAbsence } from '../../../shared/store/absences.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';

let database: Database;
let desk: Desk;
beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
});
afterAll(() => database.stop());

let made = 0;
const somebody = (): string => {
  made += 1;
  return `person.${made}@example.com`;
};
const ben = 'ben@example.com';
const plan = (email: string, from = '2026-03-02', to = '2026-03-06', delegate = ben) => ({ email, from, to, delegate });
const away = async (emails: readonly string[], today: string) =>
  Object.fromEntries(await absencesOf(database.table, emails, today));

describe('an absence', () => {
  it('should be kept with who set it and when', async () => {
    const email = somebody();
    const expected = { ...plan(email), setBy: 'pia@example.com', setAt: desk.now() };
    const answer = await setAbsence(desk.at({ actor: 'pia@example.com' }), plan(email));
    expect(answer).toEqual({ absence: expected, isNew: true });
    expect(await loadAbsence(database.table, email)).toEqual(expected);
    expect(await loadAbsence(database.table, somebody())).toBeNull();
  });

  it('should not change when it is set again as it is', async () => {
    const email = somebody();
    const { absence } = await setAbsence(desk.at(), plan(email));
    desk.advance({ hours: 1 });
    expect(await setAbsence(desk.at({ actor: 'other@example.com' }), plan(email))).toEqual({ absence, isNew: false });
    expect(await loadAbsence(database.table, email)).toEqual(absence);
  });

  it('should take the place of the one before', async () => {
    const email = somebody();
    await setAbsence(desk.at(), plan(email));
    for (const changed of [
      plan(email, '2026-03-03'),
      plan(email, '2026-03-03', '2026-03-09'),
      plan(email, '2026-03-03', '2026-03-09', 'max@example.com'),
    ]) {
      expect(await setAbsence(desk.at(), changed)).toMatchObject({ absence: changed, isNew: false });
      expect(await loadAbsence(database.table, email)).toMatchObject(changed);
    }
  });

  it('should be one, new once, when it is set many times at the same moment', async () => {
    const email = somebody();
    const answers = await Promise.all(Array.from({ length: 8 }, () => setAbsence(desk.at(), plan(email))));
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(answers.map(({ absence }) => JSON.stringify(absence))).size).toBe(1);
  });

  it('should be gone when it is taken back, also when it was gone before', async () => {
    const email = somebody();
    await setAbsence(desk.at(), plan(email));
    await removeAbsence(database.table, email);
    await removeAbsence(database.table, email);
    expect(await loadAbsence(database.table, email)).toBeNull();
    expect(await setAbsence(desk.at(), plan(email))).toMatchObject({ isNew: true });
  });
});

describe('who is away', () => {
  it('should be found from the first day to the last', async () => {
    const email = somebody();
    await setAbsence(desk.at(), plan(email));
    expect(await away([email], '2026-03-01')).toEqual({});
    for (const day of ['2026-03-02', '2026-03-04', '2026-03-06'])
      expect(await away([email], day)).toEqual({ [email]: ben });
    expect(await away([email], '2026-03-07')).toEqual({});
  });

  it('should be found among many, however their addresses are written', async () => {
    const people = Array.from({ length: 120 }, somebody);
    const absent = people.filter((_, index) => index % 10 === 0);
    for (const email of absent) await setAbsence(desk.at(), plan(email));
    const asked = [...people, ...people.map((email) => email.toUpperCase())];
    expect(await away(asked, '2026-03-03')).toEqual(Object.fromEntries(absent.map((email) => [email, ben])));
  });

  it('should be nobody when nobody is asked about', async () => {
    expect(await away([], '2026-03-03')).toEqual({});
  });
});

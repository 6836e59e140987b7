import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { standingOf } from '../../../shared/domain/collection/standing.ts';
import { builtInCollections } from '../../../shared/domain/collection/strategy.ts';
import type { CreditPolicy } from '../../../shared/domain/policy/policy.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { gatherGround } from '../../../shared/store/collection/ground.ts';
import { loadCreditProfile } from '../../../shared/store/credit-profiles.ts';
import { gradeCustomer } from '../../../shared/store/grading/grade.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { openDesk } from '../../support/context.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { database } = await soundDesk();

/** So much is left of each of so many invoices of ten thousand, long overdue: how many are residues, and the grade. */
const owing = async (customerId: string, left: number, count: number, policy: Partial<CreditPolicy> = {}) => {
  const desk = openDesk(database.table, { policy });
  const longAgo = { issuedOn: addDays(desk.today(), -160), dueOn: addDays(desk.today(), -130) };
  await createCustomer(desk.at(), customerId, { limit: 1_000_00 });
  for (let number = 0; number < count; number += 1) {
    const id = `${customerId}-${number}`;
    await invoice(desk.at(), customerId, id, eur(10_000_00), longAgo);
    await pay(desk.at(), customerId, `P-${id}`, eur(10_000_00 - left), { reference: id });
  }
  await gradeCustomer(desk.at(), customerId);
  const { facts } = await gatherGround(desk.at(), customerId, null);
  const { overdue, residues } = standingOf({ promises: [] }, facts);
  expect(overdue).toHaveLength(count);
  return { residues: residues.size, grade: (await loadAccount(database.table, customerId))?.grade };
};

describe('what is left of large invoices', () => {
  it('should be a residue up to an amount, for the chase and for the grade', async () => {
    expect(await owing('FIFTY', 50_00, 1)).toEqual({ residues: 1, grade: null });
    expect(await owing('MORE', 50_01, 1)).toEqual({ residues: 0, grade: 'E' });
  });

  it('should be none where it is more together', async () => {
    expect(await owing('FEW', 20_00, 2)).toEqual({ residues: 2, grade: null });
    expect(await owing('MANY', 20_00, 3)).toEqual({ residues: 0, grade: 'E' });
  });

  it('should go by the amounts and the share of the policy', async () => {
    const residueUpTo = [{ amount: '60.00', currency: 'EUR' }];
    const policy = { collections: { ...builtInCollections, residueUpTo } };
    expect(await owing('OWN', 20_00, 3, policy)).toEqual({ residues: 3, grade: null });
    const dollars = { collections: { ...builtInCollections, residueUpTo: [{ amount: '60.00', currency: 'USD' }] } };
    expect(await owing('OTHER', 1, 1, dollars)).toEqual({ residues: 0, grade: 'E' });
    const none = { collections: { ...builtInCollections, residuePercent: '0' } };
    expect(await owing('NONE', 1, 1, none)).toEqual({ residues: 0, grade: 'E' });
  });

  it('should be late when it is written off, unless it is a residue', async () => {
    const daysLost = async (customerId: string, left: number) => {
      await owing(customerId, left, 1);
      const desk = openDesk(database.table);
      await writeOff(desk.at(), `${customerId}-0`, 'Nobody pays it any more');
      return (await loadCreditProfile(desk.at(), customerId)).conduct.worstDaysPastDue12m;
    };
    expect(await daysLost('CHARGES', 50_00)).toBeNull();
    expect(await daysLost('DEDUCTED', 50_01)).toBe(130);
  });
});

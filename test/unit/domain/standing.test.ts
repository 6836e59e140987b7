import { describe, expect, it } from 'vitest';
import { changeStanding } from '../../../shared/domain/account/standing.ts';
import { changeInsolvency } from '../../../shared/domain/grading/insolvency.ts';
import { anAccount } from '../../support/accounts.ts';

const today = '2026-03-02';

describe('the hold of an insolvent customer', () => {
  const reported = changeInsolvency(anAccount({ holdReasons: ['Late'] }), 'REPORT', 'Filed', today);
  const insolvent = anAccount(reported?.changes);

  it('should stay when other holds are lifted', () => {
    expect(insolvent).toMatchObject({ holdReasons: ['Late', 'Insolvency: Filed'], insolventSince: today });
    const lifted = changeStanding(insolvent, 'UNHOLD', 'Paid');
    expect(lifted?.changes.holdReasons).toEqual(['Insolvency: Filed']);
    expect(changeStanding({ ...insolvent, ...lifted?.changes }, 'UNHOLD', 'Again')).toBeNull();
  });

  it('should go with the insolvency, and no other hold with it', () => {
    expect(changeInsolvency(insolvent, 'END', 'Withdrawn', today)?.changes).toEqual({
      holdReasons: ['Late'],
      insolventSince: null,
    });
  });

  it('should be like any other while nobody is insolvent', () => {
    const named = anAccount({ holdReasons: ['Insolvency: a rumour'] });
    expect(changeStanding(named, 'UNHOLD', 'Not so')?.changes.holdReasons).toEqual([]);
  });
});

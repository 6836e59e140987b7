import { textAt } from '../../client/read.ts';
import { chase, debtors } from '../cast.ts';
import { caseOf, timelineRows } from '../collections.ts';
import type { Chapter } from '../stage.ts';

/** The stories of the four cases, as anyone can read them afterwards. */
export const ninetyDays: Chapter = {
  title: 'What happened in ninety days',
  tell: async (stage) => {
    const { say, showTable, expect, waitUntil } = stage;
    await waitUntil(chase.endsOn);
    say('Ninety days have passed, with a daily run each morning. The story of each case is kept to its end.');
    for (const debtor of Object.values(debtors)) {
      const found = await caseOf(stage, debtor);
      const ending = debtor === debtors.goesToLegal ? 'WITH_LEGAL' : 'CLOSED';
      expect(textAt(found, 'status') === ending, `the case of ${debtor.customerId} has ended as ${ending}.`);
      showTable([{ title: debtor.legalName }, { title: textAt(found, 'status') }], timelineRows(found));
    }
  },
};

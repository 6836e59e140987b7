import { describe, expect, it } from 'vitest';
import { noBehaviour } from '../../../shared/domain/behaviour/behaviour.ts';
import { approvalCase } from '../../../shared/domain/limit-request/case.ts';
import { grant } from '../../../shared/domain/limit-request/grant.ts';
import { currentLevel } from '../../../shared/domain/limit-request/limit-request.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { moment } from '../../support/accounts.ts';
import { noConduct } from '../../support/grading.ts';
import { anAssessedRequest, ask, debtor, say } from '../../support/limit-requests.ts';

const temporary = (amount: bigint) => ({
  ...debtor,
  temporaryLimit: { requestId: 'R-0', amount, validFrom: '2026-03-01', validTo: '2026-12-31' },
});

describe('a limit for good that is granted beside a temporary one', () => {
  const asked = ask(anAssessedRequest({ limit: 120_000_00n }));
  const agreed = say(asked, 'ana@example.com').request;

  it('should take the temporary one off that is no higher, and leave a higher one', () => {
    expect(grant(agreed, temporary(110_000_00n), defaultPolicy, moment).account).toMatchObject({
      temporaryLimit: null,
    });
    expect(grant(agreed, temporary(120_000_00n), defaultPolicy, moment).account).toMatchObject({
      temporaryLimit: null,
    });
    expect(grant(agreed, temporary(120_000_01n), defaultPolicy, moment).account).not.toHaveProperty('temporaryLimit');
  });

  it('should be shown to its approver as it would come out', () => {
    const level = currentLevel(asked);
    const [approver] = level?.approvers ?? [];
    if (!level || !approver) throw new Error('nobody was asked');
    const shownFor = (account: typeof debtor) => {
      const profile = {
        account,
        masterData: {},
        behaviour: noBehaviour,
        conduct: noConduct,
        overdueAmount: 0n,
        recommendation: { amount: null, reasons: [] },
        today: moment.today,
      };
      return approvalCase(asked, level, approver, profile, defaultPolicy.approvals).utilizationIfApproved;
    };
    expect(shownFor(temporary(110_000_00n))).toBe(0.0833);
    expect(shownFor(temporary(200_000_00n))).toBe(0.05);
  });
});

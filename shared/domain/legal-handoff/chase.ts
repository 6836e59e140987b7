import { addDaysToInstant, type BusinessDate, type Instant } from '../../dates.ts';
import type { WhoIsThere } from '../approval/pick.ts';
import { nextBusinessDay } from '../calendar/business-days.ts';
import type { Approver } from '../limit-request/limit-request.ts';
import type { ApprovalPolicy } from '../policy/approvals.ts';
import type { ClosedDay } from '../policy/parts.ts';
import { ask, askedNow, rolesToAskNext } from './ask.ts';
import type { HandoffApproval, LegalHandoff } from './handoff.ts';

/** What the daily run does for a handoff that waits for its approval. */
export interface ApprovalChase {
  readonly approval: HandoffApproval;
  readonly reminded: readonly Approver[];
  /** Asked now, because nobody has decided or could be asked before. */
  readonly asked: readonly Approver[];
}

/** Whoever is last in the row is reminded again after so many days: each mail brings a link that is good for longer. */
const REMINDED_AGAIN_AFTER_DAYS = 7;

const isCutOff = (approval: HandoffApproval): boolean =>
  askedNow(approval).every(({ email }) => approval.notReached.some((lost) => lost.email === email));

const remindAt = ({ askedAt, remindedAt }: HandoffApproval, { remindAfterDays }: ApprovalPolicy): Instant | null => {
  if (remindedAt !== null) return addDaysToInstant(remindedAt, REMINDED_AGAIN_AFTER_DAYS);
  return askedAt && addDaysToInstant(askedAt, remindAfterDays);
};

/**
 * What is due of an approval: reminders, and the next role when nobody of the one before has decided in time, or no mail
 * reaches any of them. `null` when nothing is due.
 */
export const chaseApproval = (
  approval: HandoffApproval,
  policy: ApprovalPolicy,
  people: WhoIsThere,
  now: Instant,
): ApprovalChase | null => {
  const { askedAt } = approval;
  const isOver = askedAt === null || isCutOff(approval) || addDaysToInstant(askedAt, policy.escalateAfterDays) <= now;
  if (isOver) {
    const escalated = ask(approval, rolesToAskNext(approval, policy, isCutOff(approval)), people, now);
    const asked = escalated.approvers.slice(approval.approvers.length);
    if (asked.length > 0) return { approval: escalated, reminded: [], asked };
  }
  const due = remindAt(approval, policy);
  if (due === null || due > now) return null;
  const reminded = askedNow(approval).filter(({ email }) => !approval.notReached.some((lost) => lost.email === email));
  return { approval: { ...approval, remindedAt: now }, reminded, asked: [] };
};

/** The day on which legal is to be reminded: so many business days after it was told, or reminded last. */
export const legalReminderOn = (
  from: BusinessDate,
  {
    closedDays,
    country,
    days,
  }: { readonly country: string; readonly days: number; readonly closedDays?: readonly ClosedDay[] },
): BusinessDate => {
  let day = from;
  for (let passed = 0; passed < days; passed += 1) day = nextBusinessDay(day, country, closedDays);
  return day;
};

/** Since when a handoff waits for an answer of legal; `null` when it does not wait for one. */
export const waitsForLegalSince = ({ remindedAt, seal, status }: LegalHandoff): Instant | null =>
  status === 'WITH_LEGAL' ? (remindedAt ?? seal?.at ?? null) : null;

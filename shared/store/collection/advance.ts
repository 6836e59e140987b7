import type { Instant } from '../../dates.ts';
import type { CustomerCalendar } from '../../domain/calendar/sending-time.ts';
import { mayStillSend } from '../../domain/collection/last-look.ts';
import { nextStep } from '../../domain/collection/next-step.ts';
import { isToBeSealed } from '../../domain/legal-handoff/handoff.ts';
import type { Context } from '../context.ts';
import { findHandoffOfCase } from '../legal-handoffs/items.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { changeCase, isReviewDue } from './change.ts';
import { type CaseGround, gatherGround } from './ground.ts';
import { loadStoredCase, type StoredCase } from './items.ts';
import { underPolicyOf } from './policy-of-case.ts';
import type { CaseWait } from './wait.ts';

/** A case as it stands, and when time alone changes something next. */
export interface CaseStanding {
  readonly stored: StoredCase;
  readonly wakeAt: Instant | null;
  /** The customer's days and hours. */
  readonly calendar: CustomerCalendar;
  /** What its way to the lawyers waits for, so far as the workflow is concerned. */
  readonly handoff: 'TO_BE_SEALED' | null;
}

/** The step that may be taken now, if there is one. */
const dueStep = ({ state }: StoredCase, { facts }: CaseGround): { readonly key: string } | null => {
  const { step } = nextStep(state, facts);
  return step && mayStillSend(state, step, facts).send ? step : null;
};

/** Approved by somebody, or by the strategy itself, and not yet sealed. */
const handoffOf = async ({ table }: Context, { state }: StoredCase): Promise<CaseStanding['handoff']> => {
  if (state.legal?.status !== 'WITH_LEGAL') return null;
  const handoff = await findHandoffOfCase(table, state.caseId);
  return handoff && isToBeSealed(handoff) ? 'TO_BE_SEALED' : null;
};

/** More than the steps of any strategy, none of which follows on another without a gap between them. */
const MOST_TURNS = 20;

/**
 * Brings a case to where it should be now: what the facts have done to it is recorded, and a step that is due is taken.
 * Done again, nothing changes.
 * @throws not-found for an unknown case.
 */
export const advanceCase = async (context: Context, directory: Directory, caseId: string): Promise<CaseStanding> => {
  let stored = await loadStoredCase(context.table, caseId);
  const own = await underPolicyOf(context, stored.state);
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const ground = await gatherGround(own, stored.state.customerId, caseId);
    const isDue = isReviewDue(stored, ground) || dueStep(stored, ground) !== null;
    if (!isDue) {
      const handoff = await handoffOf(context, stored);
      const { wakeAt } = nextStep(stored.state, ground.facts);
      return { stored, wakeAt, calendar: ground.facts.calendar, handoff };
    }
    stored = await changeCase(
      context,
      directory,
      caseId,
      // Decided on what there is in that moment: a step that is not due any more is not taken.
      (before, then) => {
        const step = dueStep(before, then);
        return step ? { type: 'TAKE_STEP', key: step.key } : { type: 'REVIEW' };
      },
      { answer: ({ after }) => after },
    );
  }
  throw new Error(`case ${caseId} does not come to rest`);
};

/**
 * Whether a workflow that waits has something to do: the case has changed, the facts do something to it, a step is due,
 * or comes earlier than was planned. What comes later is found out when the wait is over.
 */
export const isWaitOver = async (context: Context, wait: CaseWait, stored: StoredCase): Promise<boolean> => {
  if (stored.state.version !== wait.version) return true;
  const own = await underPolicyOf(context, stored.state);
  const ground = await gatherGround(own, stored.state.customerId, stored.state.caseId);
  if (isReviewDue(stored, ground) || dueStep(stored, ground)) return true;
  const { wakeAt } = nextStep(stored.state, ground.facts);
  if (wakeAt === null || wakeAt <= ground.facts.now) return false;
  return wait.wakeAt === null || wakeAt < wait.wakeAt;
};

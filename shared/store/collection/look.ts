import { type CaseStatus, cycleOfKey } from '../../domain/collection/case.ts';
import { evolveAll } from '../../domain/collection/evolve.ts';
import { itemsOf } from '../../domain/collection/last-look.ts';
import { review } from '../../domain/collection/review.ts';
import { type CaseFacts, totalsOf } from '../../domain/collection/standing.ts';
import type { MessageKind } from '../../domain/collection/strategy.ts';
import type { OpenItem } from '../../domain/receivable/receivable.ts';
import type { Money } from '../../money.ts';
import type { Context } from '../context.ts';
import type { Profile } from '../profiles.ts';
import { gatherGround } from './ground.ts';
import { loadStoredCase } from './items.ts';
import { underPolicyOf } from './policy-of-case.ts';

/** What a message tells of, as it goes out: what remains to be chased at that moment, or why there is nothing. */
export type LookBeforeSending =
  | {
      readonly send: true;
      /** By due date, the oldest first; money on the account is taken off the oldest. */
      readonly items: readonly OpenItem[];
      readonly totals: readonly Money[];
      readonly masterData: Profile['masterData'];
      /** What the case goes by. */
      readonly rules: Pick<CaseFacts, 'strategy' | 'grade' | 'minimumGapDays'>;
    }
  | { readonly send: false; readonly because: string };

const because: Readonly<Record<Exclude<CaseStatus, 'OPEN'>, string>> = {
  CLOSED: 'Nothing is owed any more.',
  PAUSED: 'The case was paused.',
  PROMISED: 'All of it is promised.',
  DISPUTED: 'All of it is disputed.',
  WITH_LEGAL: 'The lawyers have it.',
};

/**
 * The last look of all, right before a message of a step that was taken is handed over: what has been paid, disputed,
 * promised or credited since is not chased, and the amounts are what remains now.
 * @throws not-found for an unknown case.
 */
export const lookBeforeSending = async (
  context: Context,
  { caseId, key, kind }: { readonly caseId: string; readonly key: string; readonly kind: MessageKind },
): Promise<LookBeforeSending> => {
  const { state } = await loadStoredCase(context.table, caseId);
  const { facts, openItems, profile } = await gatherGround(
    await underPolicyOf(context, state),
    state.customerId,
    caseId,
  );
  const current = evolveAll(state, review(state, facts));
  if (current.status !== 'OPEN') return { send: false, because: because[current.status] };
  const chased = itemsOf({ cycle: cycleOfKey(key), kind }, current, facts);
  if (chased.length === 0) return { send: false, because: 'Nothing of it is to be chased any more.' };
  const items = chased.flatMap(({ invoiceId, remaining }) => {
    const item = openItems.find((one) => one.invoiceId === invoiceId);
    return item ? [{ ...item, remaining }] : [];
  });
  return { send: true, items, totals: totalsOf(items), masterData: profile.masterData, rules: facts };
};

import type { CollectionCase } from '../../domain/collection/case.ts';
import type { CaseEvent } from '../../domain/collection/events.ts';
import { standingOf, totalsOf } from '../../domain/collection/standing.ts';
import { timelineEntry } from '../../domain/collection/timeline.ts';
import type { ClaimedItem, HandoffFacts } from '../../domain/legal-handoff/case.ts';
import type { CaseGround } from '../collection/ground.ts';

/** What of a case would be handed over as things stand: overdue, and neither promised nor disputed. */
export const claimedItems = (
  state: Pick<CollectionCase, 'promises'>,
  { facts, openItems }: CaseGround,
): readonly ClaimedItem[] =>
  standingOf(state, facts).overdue.flatMap(({ invoiceId, remaining }) => {
    const item = openItems.find((one) => one.invoiceId === invoiceId);
    return item ? [{ invoiceId, issuedOn: item.issuedOn, dueOn: item.dueOn, remaining }] : [];
  });

const isBroken = (event: CaseEvent): boolean =>
  event.type === 'PromiseEnded' && (event.outcome === 'BROKEN' || event.outcome === 'PARTLY_KEPT');

/** What the question is judged on. @param events of the case, the oldest first. */
export const handoffFacts = (state: CollectionCase, ground: CaseGround, events: readonly CaseEvent[]): HandoffFacts => {
  const { account, facts, profile } = ground;
  const items = claimedItems(state, ground);
  return {
    legalName: profile.masterData.legalName,
    grade: account.grade,
    items,
    totals: totalsOf(items),
    timeline: events.map(timelineEntry),
    brokenPromises: events.filter(isBroken).length,
    today: facts.calendar.today(facts.now),
  };
};

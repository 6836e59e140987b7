import type { CollectionCase } from '../collection/case.ts';
import type { CaseEvent } from '../collection/events.ts';
import { type CollectionTask, isUndone, type NewTask } from './task.ts';
import { type Owing, owingText, PERSON } from './texts.ts';

/** What the tasks of a case tell of it: what is chased now. */
export interface TaskGround extends Owing {
  readonly legalName: string;
  readonly collector: string | null;
  /** All steps are taken, or the handoff came back: it goes on when a person says how. */
  readonly waitsForPerson: boolean;
  /** Only residues are overdue: nobody is to do anything about them. */
  readonly onlyResidues?: boolean;
  /** What remains of what is disputed, by dispute. */
  readonly disputed: ReadonlyMap<string, Owing>;
}

type Wanted = Pick<NewTask, 'kind' | 'key' | 'text' | 'disputeId'> & Partial<Owing>;

const about = (kind: NewTask['kind'], key: string, ground: TaskGround, owing: Owing = ground): Wanted => ({
  kind,
  key,
  text: owingText({ kind, key }, ground.legalName, owing) ?? '',
  totals: owing.totals,
  daysPastDue: owing.daysPastDue,
  ...(owing.stays === undefined ? {} : { stays: owing.stays }),
});

const madeFor = (event: CaseEvent, ground: TaskGround): Wanted | null => {
  const { legalName } = ground;
  switch (event.type) {
    case 'StepTaken': {
      const told = { ...ground, totals: event.totals };
      if (event.kind === 'CALL_TASK') return about('CALL', event.key, ground, told);
      return event.kind === 'ESCALATION' ? about('ESCALATION', event.key, ground, told) : null;
    }
    case 'MessageBounced': {
      const text = `A mail to ${event.address} did not arrive. Call ${legalName} and ask for the right address.`;
      return { kind: 'BOUNCED_MAIL', key: event.key, text };
    }
    case 'HandoffReturned': {
      // Whoever recalls it knows how to go on.
      if (event.outcome === 'RECALLED') return null;
      const text = `The legal handoff of ${legalName} came back. ${event.why} Say how the case goes on: resume or escalate it.`;
      return { kind: 'HANDOFF_RETURNED', key: `returned/${event.at}`, text };
    }
    case 'DisputeNoted': {
      const { disputeId, invoiceIds, reason } = event;
      const what = invoiceIds.length === 1 ? `invoice ${invoiceIds[0]}` : `${invoiceIds.length} invoices`;
      const why = /[.!?]$/.test(reason.trim()) ? reason.trim() : `${reason.trim()}.`;
      const text = `${legalName} disputes ${what}: ${why} Resolve dispute ${disputeId}.`;
      return {
        kind: 'RESOLVE_DISPUTE',
        key: `dispute/${disputeId}`,
        disputeId,
        text,
        ...ground.disputed.get(disputeId),
      };
    }
    default:
      return null;
  }
};

const isBroken = (event: CaseEvent): boolean =>
  event.type === 'PromiseEnded' && ['BROKEN', 'PARTLY_KEPT'].includes(event.outcome);

/** Whether something has happened after which a case that has no step to take needs somebody to say how it goes on. */
const isTurn = (event: CaseEvent): boolean =>
  ['StepTaken', 'PromiseEnded', 'CycleReopened', 'CaseReopened'].includes(event.type) ||
  (event.type === 'StatusChanged' && event.to === 'OPEN');

const forLead: readonly string[] = ['ESCALATION', 'HANDOFF_RETURNED'];

/** The task for the lead of a case that nothing moves on any more, unless one has it before them already. */
const forPerson = (
  after: CollectionCase,
  events: readonly CaseEvent[],
  ground: TaskGround,
  others: readonly Pick<CollectionTask, 'kind'>[],
): readonly Wanted[] => {
  const isReturned = after.legal?.status === 'RETURNED';
  const isNeeded = (ground.waitsForPerson && events.some(isTurn)) || (isReturned && events.some(isBroken));
  if (!isNeeded || events.some(({ type }) => type === 'HandoffReturned')) return [];
  if (others.some(({ kind }) => forLead.includes(kind))) return [];
  return [about(isReturned ? 'HANDOFF_RETURNED' : 'ESCALATION', `${PERSON}${after.version}`, ground)];
};

const taskOf = (
  { caseId, customerId }: Pick<CollectionCase, 'caseId' | 'customerId'>,
  { collector, daysPastDue, stays, totals }: TaskGround,
  wanted: Wanted,
): NewTask => ({
  caseId,
  customerId,
  collector,
  daysPastDue,
  totals,
  ...(stays === undefined ? {} : { stays }),
  ...wanted,
});

/** The task for a message that nobody can be sent: the customer has no address. */
export const noAddressTask = (
  of: Pick<CollectionCase, 'caseId' | 'customerId'>,
  key: string,
  ground: TaskGround,
): NewTask => taskOf(of, ground, about('NO_ADDRESS', key, ground));

/**
 * The tasks that follow on what has happened in a case; none where it is closed after all.
 * @param known the tasks that it has.
 */
export const newTasks = (
  after: CollectionCase,
  events: readonly CaseEvent[],
  ground: TaskGround,
  known: readonly CollectionTask[],
): readonly NewTask[] => {
  if (after.status === 'CLOSED') return [];
  const wanted = events.flatMap((event) => madeFor(event, ground) ?? []);
  const others = [...wanted, ...known.filter(isUndone)];
  return [...wanted, ...forPerson(after, events, ground, others)].map((one) => taskOf(after, ground, one));
};

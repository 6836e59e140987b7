import { formatMinorUnits, type Money } from '../../money.ts';
import type { CollectionCase } from '../collection/case.ts';
import type { CaseEvent } from '../collection/events.ts';
import type { NewTask } from './task.ts';

/** What the tasks of a case tell of it. */
export interface TaskGround {
  readonly legalName: string;
  readonly collector: string | null;
  /** What is chased now, one amount for each currency, and for how long the oldest of it has been due. */
  readonly totals: readonly Money[];
  readonly daysPastDue: number;
}

const written = (totals: readonly Money[]): string =>
  totals.map(({ currency, minorUnits }) => `${formatMinorUnits(minorUnits, currency)} ${currency}`).join(' and ');

/** `100.00 EUR, 14 days past due`. */
const owed = ({ daysPastDue, totals }: Pick<TaskGround, 'totals' | 'daysPastDue'>): string =>
  `${written(totals) || 'nothing any more'}, ${daysPastDue === 1 ? '1 day' : `${daysPastDue} days`} past due`;

const madeFor = (event: CaseEvent, ground: TaskGround): Pick<NewTask, 'kind' | 'key' | 'text'> | null => {
  const { legalName } = ground;
  switch (event.type) {
    case 'StepTaken': {
      const about = owed({ ...ground, totals: event.totals });
      if (event.kind === 'CALL_TASK')
        return { kind: 'CALL', key: event.key, text: `Call ${legalName} about ${about}.` };
      if (event.kind !== 'ESCALATION') return null;
      return { kind: 'ESCALATION', key: event.key, text: `Decide how to go on with ${legalName}: ${about}.` };
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
    default:
      return null;
  }
};

/** The task for a message that nobody can be sent: the customer has no address. */
export const noAddressTask = (
  of: Pick<CollectionCase, 'caseId' | 'customerId'>,
  key: string,
  ground: TaskGround,
): NewTask => ({
  kind: 'NO_ADDRESS',
  caseId: of.caseId,
  customerId: of.customerId,
  key,
  text: `${ground.legalName} has no e-mail address for billing. Find one, and call about ${owed(ground)}.`,
  totals: ground.totals,
  daysPastDue: ground.daysPastDue,
  collector: ground.collector,
});

/** The tasks that follow on what has happened in a case; none where it is closed after all. */
export const newTasks = (
  after: CollectionCase,
  events: readonly CaseEvent[],
  ground: TaskGround,
): readonly NewTask[] =>
  after.status === 'CLOSED'
    ? []
    : events.flatMap((event) => {
        const made = madeFor(event, ground);
        if (!made) return [];
        const totals = event.type === 'StepTaken' ? event.totals : ground.totals;
        return [
          {
            ...made,
            caseId: after.caseId,
            customerId: after.customerId,
            totals,
            daysPastDue: ground.daysPastDue,
            collector: ground.collector,
          },
        ];
      });

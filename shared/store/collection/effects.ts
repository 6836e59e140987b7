import type { Instant } from '../../dates.ts';
import { type Account, statusOf } from '../../domain/account/account.ts';
import { hasRoomForHold } from '../../domain/account/standing.ts';
import type { CaseEvent } from '../../domain/collection/events.ts';
import { type MessageKind, messageKinds } from '../../domain/collection/strategy.ts';
import { dunningMails, thanksMails } from '../../domain/dunning/mails.ts';
import { recipientsOf } from '../../domain/dunning/recipients.ts';
import { taskEffects } from '../collection-tasks/effects.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import { handoffWrites } from '../legal-handoffs/writes.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { mailWrite } from '../mails.ts';
import { profileWrite } from '../profiles.ts';
import { promiseWrites } from '../promises.ts';
import type { Write } from '../table.ts';
import type { CaseGround } from './ground.ts';
import type { StoredCase } from './items.ts';

/** What a change of a case brings about beyond it, in the same transaction. */
export interface Effects {
  readonly account: Partial<Account>;
  readonly writes: readonly Write[];
}

type StepTaken = Extract<CaseEvent, { type: 'StepTaken' }>;

export const isMessageKind = (kind: string): kind is MessageKind => (messageKinds as readonly string[]).includes(kind);

/** By which a customer's hold is told apart from those that people have placed. */
export const holdReasonOf = (caseId: string): string => `Collections: overdue receivables, case ${caseId}`;

/** A day of the environment and some hours to spare; afterwards it is of no use. */
const RECIPIENT_DAY_SECONDS = 3 * 24 * 3600;

/** Marks that a recipient is written to today: another customer's case has to wait for the next day. */
const recipientWrite = ({ table }: Context, email: string, caseId: string, day: string, at: Instant): Write => ({
  name: 'recipient',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.recipientDay(email.toLowerCase(), day),
        entityType: 'RECIPIENTDAY',
        caseId,
        ttl: Math.floor(Date.parse(at) / 1000) + RECIPIENT_DAY_SECONDS,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR caseId = :case',
      ExpressionAttributeValues: { ':case': caseId },
    },
  },
});

const messageWrites = (
  context: Context,
  { state }: StoredCase,
  { facts, profile }: CaseGround,
  step: StepTaken,
): Write[] => {
  const { caseId, customerId } = state;
  const { masterData } = profile;
  if (!isMessageKind(step.kind)) return [];
  const mails = dunningMails({ caseId, customerId, key: step.key, kind: step.kind, masterData });
  return [
    ...recipientsOf(masterData).map((email) =>
      recipientWrite(context, email, caseId, facts.calendar.today(step.at), step.at),
    ),
    ...mails.map((mail) => mailWrite(context, mail)),
  ];
};

/** A person may have lifted the hold meanwhile: a step that comes with one, and the lawyers, place it again. */
const isToHold = (event: CaseEvent): boolean =>
  event.type === 'HoldPlaced' || event.type === 'HandoffApproved' || (event.type === 'StepTaken' && event.hold);

/** The reasons for which the customer is on hold after the events. */
const holdsAfter = (account: Account, caseId: string, events: readonly CaseEvent[]): readonly string[] => {
  const reason = holdReasonOf(caseId);
  let holdReasons = account.holdReasons;
  for (const event of events) {
    if (event.type === 'HoldLifted') holdReasons = holdReasons.filter((one) => one !== reason);
    // Whoever is held for that many reasons is on hold anyway.
    if (isToHold(event) && !holdReasons.includes(reason) && hasRoomForHold({ holdReasons })) {
      holdReasons = [...holdReasons, reason];
    }
  }
  return holdReasons;
};

const holdEffects = ({ table }: Context, { account, profile }: CaseGround, holdReasons: readonly string[]): Effects => {
  if (holdReasons === account.holdReasons) return { account: {}, writes: [] };
  return { account: { holdReasons }, writes: [profileWrite(table, profile, { ...account, holdReasons })] };
};

const writesOf = (context: Context, after: StoredCase, ground: CaseGround, event: CaseEvent): readonly Write[] => {
  const { caseId, customerId, version } = after.state;
  switch (event.type) {
    case 'StepTaken':
      return messageWrites(context, after, ground, event);
    case 'CaseClosed':
      if (!event.thanks) return [];
      return thanksMails({ caseId, customerId, masterData: ground.profile.masterData, closing: version }).map((mail) =>
        mailWrite(context, mail),
      );
    default:
      return [];
  }
};

/** Everything that follows from what happened in a case: mails, holds, promises, tasks of people, the way to the lawyers. */
export const effectsOf = async (
  context: Context,
  directory: Directory,
  { after, before }: { readonly before: StoredCase; readonly after: StoredCase },
  ground: CaseGround,
  events: readonly CaseEvent[],
): Promise<Effects> => {
  const held = holdEffects(context, ground, holdsAfter(ground.account, after.state.caseId, events));
  return {
    account: { ...held.account, inCollection: after.state.status !== 'CLOSED' },
    writes: [
      ...held.writes,
      ...events.flatMap((event) => writesOf(context, after, ground, event)),
      ...promiseWrites(context.table, before.state, events),
      ...(await taskEffects(context, directory, after.state, ground, events)),
      ...(await handoffWrites(context, directory, after, ground, events)),
    ],
  };
};

/** How the customer stands after the effects, for the news of a hold. */
export const standingAfter = (account: Account, effects: Pick<Effects, 'account'>): string =>
  statusOf({ ...account, ...effects.account });

import type { Instant } from '../../dates.ts';
import type { ApprovalSubject } from '../../domain/approval/subject.ts';
import type { Approver, LimitRequest, RequestLevel } from '../../domain/limit-request/limit-request.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { notFound } from '../../errors.ts';
import { toSubject } from '../approval-subjects.ts';
import { count, countOr, present, text, textOrNull } from '../attributes.ts';
import { indexKeys, keys } from '../keys.ts';
import type { Item, Page, Table, Write } from '../table.ts';

/** A level of a request, put to people in one round; or the question of a legal handoff, whose id is `requestId` then. */
export interface Approval {
  readonly approvalId: string;
  readonly requestId: string;
  readonly subject?: ApprovalSubject;
  readonly level: number;
}

/** What was put to one approver. `CLOSED`: others decided, or nobody had to any more. */
export interface Assignment extends Approver {
  readonly approvalId: string;
  readonly requestId: string;
  readonly subject?: ApprovalSubject;
  readonly state: 'WAITING' | 'DECIDED' | 'CLOSED';
  readonly openedAt: Instant;
  /** Mails that went out because an earlier one's link had died of wrong codes. */
  readonly freshMails: number;
}

/** @throws not-found when there is no such approval. */
export const loadApproval = async (table: Table, approvalId: string): Promise<Approval> => {
  const item = await table.get(keys.approval(approvalId));
  if (!item) throw notFound('approval', approvalId);
  return { approvalId, requestId: text(item, 'requestId'), level: count(item, 'level'), ...toSubject(item) };
};

const toAssignment = (item: Item): Assignment => ({
  approvalId: text(item, 'approvalId'),
  requestId: text(item, 'requestId'),
  ...toSubject(item),
  email: text(item, 'email'),
  onBehalfOf: textOrNull(item, 'onBehalfOf'),
  role: text(item, 'role') as Role,
  state: text(item, 'state') as Assignment['state'],
  openedAt: text(item, 'openedAt'),
  freshMails: countOr(item, 'freshMails', 0),
});

/** What was put to a person; `null` when this approval was not. */
export const loadAssignment = async (table: Table, approvalId: string, email: string): Promise<Assignment | null> => {
  const item = await table.get(keys.assignment(approvalId, email.toLowerCase()));
  return item ? toAssignment(item) : null;
};

/** Puts a level of a request to people, in a round. */
export const approvalWrite = (table: Table, { requestId }: LimitRequest, level: RequestLevel): Write => ({
  name: 'approval',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.approval(level.approvalId ?? ''),
        entityType: 'APPROVAL',
        approvalId: level.approvalId,
        requestId,
        level: level.level,
        round: level.round,
        openedAt: level.openedAt,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** Puts an approval to a person. */
export const assignmentWrite = (
  table: Table,
  requestId: string,
  approvalId: string,
  { email, onBehalfOf, role }: Approver,
  openedAt: Instant,
  subject?: ApprovalSubject,
): Write => ({
  name: `assignment ${email}`,
  write: {
    Put: {
      TableName: table.name,
      Item: present({
        ...keys.assignment(approvalId, email),
        ...indexKeys.waitingFor(email, openedAt, approvalId),
        entityType: 'APPROVER',
        approvalId,
        requestId,
        ...(subject ? { subject } : {}),
        email,
        onBehalfOf,
        role,
        state: 'WAITING' satisfies Assignment['state'],
        openedAt,
        freshMails: 0,
      }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** Nothing waits for the person any more; links that are still about let nobody decide. */
export const endAssignmentWrite = (
  table: Table,
  approvalId: string,
  email: string,
  state: Exclude<Assignment['state'], 'WAITING'>,
): Write => ({
  name: `assignment ${email}`,
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.assignment(approvalId, email) },
      UpdateExpression: 'SET #state = :state REMOVE gsi1pk, gsi1sk',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': state },
    },
  },
});

/** Ends what a level still waits for, when it is decided or the request ends. */
export const endAssignments = (table: Table, level: RequestLevel | undefined, decidedBy?: string): readonly Write[] => {
  const approvalId = level?.approvalId;
  if (!level || !approvalId) return [];
  return level.approvers.map(({ email }) =>
    endAssignmentWrite(
      table,
      approvalId,
      email,
      hasDecided(level, email) || email === decidedBy ? 'DECIDED' : 'CLOSED',
    ),
  );
};

const hasDecided = (level: RequestLevel, email: string): boolean =>
  level.decisions.some(({ by, round }) => by === email && round === level.round);

/** Counts a mail that goes out for a link that has died. */
export const freshMailWrite = (table: Table, { approvalId, email, freshMails }: Assignment): Write => ({
  name: `assignment ${email}`,
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.assignment(approvalId, email) },
      UpdateExpression: 'SET freshMails = :next',
      ConditionExpression: '#state = :waiting AND freshMails = :seen',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':waiting': 'WAITING', ':seen': freshMails, ':next': freshMails + 1 },
    },
  },
});

/** What waits for a person, oldest first. */
export const listWaiting = async (
  table: Table,
  email: string,
  page: { readonly limit: number; readonly startAfter: Page['next'] },
): Promise<{ assignments: readonly Assignment[]; next: Page['next'] }> => {
  const { gsi1pk } = indexKeys.waitingFor(email.toLowerCase(), '', '');
  const { items, next } = await table.page({ index: 'gsi1', partition: gsi1pk, ...page });
  const found = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  const waiting = found.map(toAssignment).filter(({ state }) => state === 'WAITING');
  return { assignments: waiting.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1)), next };
};

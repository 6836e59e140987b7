import { randomBytes } from 'node:crypto';
import { addDaysToInstant, type Instant } from '../dates.ts';
import { LinkClosed } from '../domain/approval/closed-link.ts';
import {
  type ApprovalLink,
  closureOf,
  hashCode,
  hashToken,
  isToken,
  type LinkSecrets,
  type LinkState,
  type LinkTarget,
  MOST_ATTEMPTS,
  SECRET_BYTES,
  secretsFrom,
} from '../domain/approval/link.ts';
import type { ApprovalSubject } from '../domain/approval/subject.ts';
import { conflict, unavailable } from '../errors.ts';
import { toSubject } from './approval-subjects.ts';
import { count, text, textOrNull } from './attributes.ts';
import { keys } from './keys.ts';
import { CONTENTION_TRIES } from './retry.ts';
import { type Item, settleWrites, type Table, type Write } from './table.ts';

/** Links are kept for the record, so long after they have expired. */
const KEPT_DAYS = 365;

const epochSeconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);

const toLink = (item: Item): ApprovalLink => ({
  tokenHash: text(item, 'tokenHash'),
  codeHash: text(item, 'codeHash'),
  approvalId: text(item, 'approvalId'),
  requestId: text(item, 'requestId'),
  ...toSubject(item),
  approver: text(item, 'approver'),
  expiresAt: text(item, 'expiresAt'),
  state: text(item, 'state') as LinkState,
  attempts: count(item, 'attempts'),
  mintedAt: text(item, 'mintedAt'),
  changedAt: text(item, 'changedAt'),
});

const loadLink = async (table: Table, tokenHash: string): Promise<ApprovalLink | null> => {
  const item = await table.get(keys.link(tokenHash));
  return item ? toLink(item) : null;
};

/** The link of a token, live or not; `null` when there never was one. */
export const findLink = async (table: Table, token: string): Promise<ApprovalLink | null> =>
  isToken(token) ? loadLink(table, hashToken(token)) : null;

/** What the link of a token is for; a limit request where there is no such link, which then says so. */
export const subjectOfLink = async (table: Table, token: string): Promise<ApprovalSubject> =>
  (await findLink(table, token))?.subject ?? 'LIMIT_REQUEST';

/**
 * Changes a link that still is as it was read. With the attempts in the condition, each wrong code and each right one
 * follows on all others: those who try many codes at the same instant learn no more than one after the other.
 */
const changeWrite = (table: Table, link: ApprovalLink, to: LinkState, attempts: number, at: Instant): Write => ({
  name: 'link',
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.link(link.tokenHash) },
      UpdateExpression: `SET #state = :to, attempts = :attempts${to === 'LIVE' ? '' : ', changedAt = :at'}`,
      ConditionExpression: '#state = :live AND attempts = :before',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':to': to,
        ':attempts': attempts,
        ':live': 'LIVE' satisfies LinkState,
        ':before': link.attempts,
        ...(to === 'LIVE' ? {} : { ':at': at }),
      },
    },
  },
});

/**
 * Uses the link up, within the transaction of the decision. The condition, named `link`, fails when the link is no
 * longer live, and also when a wrong code came in between: read it again then, and refuse or decide anew.
 */
export const useLinkWrite = (table: Table, link: ApprovalLink, at: Instant): Write =>
  changeWrite(table, link, 'USED', link.attempts, at);

/**
 * Counts a wrong or missing code, once, however many come at the same instant. The last one allowed ends the link and
 * does the writes of `whenLast` in the same transaction.
 * @returns how many attempts are left; 0 when the link has ended by them.
 * @throws gone when the link was used, replaced or has expired; conflict when one of `whenLast` was refused, and nothing
 * was counted.
 */
export const spendAttempt = async (
  table: Table,
  link: ApprovalLink,
  at: Instant,
  whenLast: () => readonly Write[],
): Promise<number> => {
  let current: ApprovalLink = link;
  for (let turn = 0; turn < CONTENTION_TRIES; turn += 1) {
    if (current.state === 'DEAD') return 0;
    const closure = closureOf(current, at);
    if (closure) throw new LinkClosed(closure);
    const attempts = current.attempts + 1;
    const isLast = attempts >= MOST_ATTEMPTS;
    const counted = changeWrite(table, current, isLast ? 'DEAD' : 'LIVE', attempts, at);
    const outcome = await settleWrites(table, [counted, ...(isLast ? whenLast() : [])]);
    if (outcome.done) return MOST_ATTEMPTS - attempts;
    if (!outcome.failed.has('link')) throw conflict('The request has changed in this moment. Please try again.');
    current = (await loadLink(table, link.tokenHash)) ?? { ...current, state: 'DEAD' };
  }
  throw unavailable('Too many attempts at the same time. Try again.');
};

const putWrite = (table: Table, { token, code }: LinkSecrets, target: LinkTarget, at: Instant): Write => ({
  name: 'new link',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.link(hashToken(token)),
        entityType: 'LINK',
        tokenHash: hashToken(token),
        codeHash: hashCode(token, code),
        approvalId: target.approvalId,
        requestId: target.requestId,
        ...(target.subject ? { subject: target.subject } : {}),
        approver: target.approver,
        expiresAt: target.expiresAt,
        state: 'LIVE' satisfies LinkState,
        attempts: 0,
        mintedAt: at,
        changedAt: at,
        ttl: epochSeconds(addDaysToInstant(target.expiresAt, KEPT_DAYS)),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** The approver's own item names the link that counts, so long as the approver is waited for. */
const assignWrite = (table: Table, target: LinkTarget, before: string | null, tokenHash: string): Write => ({
  name: 'assignment',
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.assignment(target.approvalId, target.approver) },
      UpdateExpression: 'SET linkHash = :new',
      ConditionExpression: `attribute_exists(pk) AND #state = :waiting AND ${
        before === null ? 'attribute_not_exists(linkHash)' : 'linkHash = :before'
      }`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':waiting': 'WAITING',
        ':new': tokenHash,
        ...(before === null ? {} : { ':before': before }),
      },
    },
  },
});

/**
 * Makes link and code for an approver, in place of those of an earlier mail. What is answered exists nowhere else:
 * it belongs into one mail, and never into a log.
 * @returns `null` when nobody waits for this approver any more, or the link would have expired already.
 */
export const mintLink = async (table: Table, target: LinkTarget, at: Instant): Promise<LinkSecrets | null> => {
  if (target.expiresAt <= at) return null;
  for (let turn = 0; turn < CONTENTION_TRIES; turn += 1) {
    const assignment = await table.get(keys.assignment(target.approvalId, target.approver));
    if (!assignment || text(assignment, 'state') !== 'WAITING') return null;
    const before = textOrNull(assignment, 'linkHash');
    const earlier = before === null ? null : await loadLink(table, before);
    const secrets = secretsFrom(randomBytes(SECRET_BYTES));
    const outcome = await settleWrites(table, [
      putWrite(table, secrets, target, at),
      assignWrite(table, target, before, hashToken(secrets.token)),
      ...(earlier?.state === 'LIVE' ? [changeWrite(table, earlier, 'REPLACED', earlier.attempts, at)] : []),
    ]);
    if (outcome.done) return secrets;
  }
  throw unavailable('Too many links are made for this approver at the same time. Try again.');
};

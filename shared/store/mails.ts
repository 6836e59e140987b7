import type { Instant } from '../dates.ts';
import type { LinkTarget } from '../domain/approval/link.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import {
  afterHandover,
  type Handover,
  isMailAddress,
  isMailId,
  isWell,
  type Mail,
  type MailDraft,
  type MailNews,
  type MailState,
  statesBefore,
} from '../domain/mail/mail.ts';
import { toSubject } from './approval-subjects.ts';
import { count, json, map, text, textOrNull } from './attributes.ts';
import type { Context } from './context.ts';
import { indexKeys, keys } from './keys.ts';
import { type Item, type Page, settleWrites, type Table, type Write } from './table.ts';

/**
 * The outbox. A mail is written in the transaction of its cause, handed to the mail service by the one who claims it,
 * and marked with what came of it. A claim that nobody marks ends as `UNKNOWN`: nothing is ever sent twice.
 */
export const mailWrite = (context: Pick<Context, 'table' | 'moment' | 'correlationId'>, draft: MailDraft): Write => {
  if (!isMailId(draft.mailId)) throw new RangeError(`'${draft.mailId}' cannot be the id of a mail`);
  if (!isMailAddress(draft.to)) throw new RangeError(`mail ${draft.mailId} is not addressed to one e-mail address`);
  const { table, moment, correlationId } = context;
  const caseId = draft.about?.['caseId'];
  return {
    name: `mail ${draft.mailId}`,
    write: {
      Put: {
        TableName: table.name,
        Item: {
          ...keys.mail(draft.mailId),
          ...indexKeys.mailsIn('PENDING', moment.now, draft.mailId),
          ...(caseId === undefined ? {} : indexKeys.mailsOfCase(caseId, moment.now, draft.mailId)),
          entityType: 'MAIL',
          mailId: draft.mailId,
          to: draft.to,
          template: draft.template,
          data: JSON.stringify(draft.data),
          ...(draft.link ? { link: { ...draft.link } } : {}),
          about: draft.about ?? {},
          state: 'PENDING' satisfies MailState,
          tries: 0,
          queuedAt: moment.now,
          changedAt: moment.now,
          corr: correlationId,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  };
};

/** Queues a mail that has no other cause in the table. @returns whether it is the first under its id. */
export const queueMail = async (context: Context, draft: MailDraft): Promise<boolean> => {
  const outcome = await settleWrites(context.table, [mailWrite(context, draft)]);
  return outcome.done;
};

const texts = (item: Item, name: string): Readonly<Record<string, string>> =>
  item[name] === undefined ? {} : (map(item, name) as Record<string, string>);

const toTarget = (link: Item): LinkTarget => ({
  approvalId: text(link, 'approvalId'),
  requestId: text(link, 'requestId'),
  ...toSubject(link),
  approver: text(link, 'approver'),
  expiresAt: text(link, 'expiresAt'),
});

export const toMail = (item: Item): Mail => ({
  mailId: text(item, 'mailId'),
  to: text(item, 'to'),
  template: text(item, 'template'),
  data: JSON.parse(text(item, 'data')),
  link: item['link'] === undefined ? null : toTarget(map(item, 'link')),
  about: texts(item, 'about'),
  state: text(item, 'state') as MailState,
  tries: count(item, 'tries'),
  queuedAt: text(item, 'queuedAt'),
  changedAt: text(item, 'changedAt'),
  correlationId: text(item, 'corr'),
  claimId: textOrNull(item, 'claimId'),
  messageId: textOrNull(item, 'messageId'),
  reason: textOrNull(item, 'reason'),
  sent: item['sent'] === undefined ? null : json<JsonObject>(item, 'sent'),
});

export const loadMail = async (table: Table, mailId: string): Promise<Mail | null> => {
  const item = await table.get(keys.mail(mailId));
  return item ? toMail(item) : null;
};

export interface MailChange {
  readonly to: MailState;
  readonly from: readonly MailState[];
  readonly at: Instant;
  /** Attributes beside the state; `null` removes one. */
  readonly set: Readonly<Record<string, string | number | null>>;
  /** The claim under which the mail must be. */
  readonly claimedBy?: string;
  /** How often the mail must have been claimed so far. */
  readonly tries?: number;
  /** It stays in the list of the state that it leaves, until somebody was told. */
  readonly staysListed?: true;
}

const allowed = ({ from, claimedBy, tries }: MailChange) => ({
  condition: [
    `#state IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
    ...(claimedBy ? ['claimId = :claimedBy'] : []),
    ...(tries === undefined ? [] : ['tries = :triesSeen']),
  ].join(' AND '),
  values: {
    ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
    ...(claimedBy ? { ':claimedBy': claimedBy } : {}),
    ...(tries === undefined ? {} : { ':triesSeen': tries }),
  },
});

/** The keys by which it is listed; none for one that needs nobody. */
const listing = ({ at, staysListed, to }: MailChange, mailId: string) => {
  if (staysListed) return {};
  return isWell(to) ? { gsi1pk: null, gsi1sk: null } : indexKeys.mailsIn(to, at, mailId);
};

/** Moves a mail on. @returns whether it was in one of the states that may be left for the new one. */
export const moveMail = async (table: Table, mailId: string, change: MailChange): Promise<boolean> => {
  const { to, at, set } = change;
  const attributes: Record<string, string | number | null> = {
    ...set,
    state: to,
    changedAt: at,
    ...listing(change, mailId),
  };
  const kept = Object.entries(attributes).filter(([, value]) => value !== null);
  const dropped = Object.keys(attributes).filter((name) => attributes[name] === null);
  const { condition, values } = allowed(change);
  const outcome = await settleWrites(table, [
    {
      name: 'mail',
      write: {
        Update: {
          TableName: table.name,
          Key: { ...keys.mail(mailId) },
          UpdateExpression: [
            `SET ${kept.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ...(dropped.length > 0 ? [`REMOVE ${dropped.map((name) => `#${name}`).join(', ')}`] : []),
          ].join(' '),
          ConditionExpression: condition,
          ExpressionAttributeNames: Object.fromEntries(Object.keys(attributes).map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(kept.map(([name, value]) => [`:${name}`, value])),
            ...values,
          },
        },
      },
    },
  ]);
  return outcome.done;
};

/** Takes a pending mail for oneself. @returns whether it is ours to hand over now. */
export const claimMail = (table: Table, mail: Mail, claimId: string, at: Instant): Promise<boolean> =>
  moveMail(table, mail.mailId, { to: 'CLAIMED', from: ['PENDING'], at, set: { claimId, tries: mail.tries + 1 } });

/** What a mail told is kept, whatever else is known of it by now: it may have to be shown that it was said. */
const keepSent = async (table: Table, mailId: string, claimId: string, sent: string): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'sent',
      write: {
        Update: {
          TableName: table.name,
          Key: { ...keys.mail(mailId) },
          UpdateExpression: 'SET #sent = :sent',
          ConditionExpression: 'claimId = :claimId',
          ExpressionAttributeNames: { '#sent': 'sent' },
          ExpressionAttributeValues: { ':sent': sent, ':claimId': claimId },
        },
      },
    },
  ]);
};

/**
 * Marks a claimed mail with what came of handing it over. Who claimed it knows best, also when others have given the
 * claim up in the meantime.
 * @param told what the mail said, to be kept with one that went out, or may have.
 * @returns the state it is in now; `null` when news of the mail came first, which says more.
 */
export const markMail = async (
  table: Table,
  mail: Mail,
  claimId: string,
  handover: Handover,
  at: Instant,
  told: JsonObject | null = null,
): Promise<MailState | null> => {
  const to = afterHandover(handover, mail.tries + 1);
  const sent = told && (to === 'SENT' || to === 'UNKNOWN') ? JSON.stringify(told) : null;
  const outcome =
    handover.kind === 'taken' ? { messageId: handover.messageId, reason: null } : { reason: handover.reason };
  const set = { ...outcome, ...(sent === null ? {} : { sent }) };
  const marked = await moveMail(table, mail.mailId, {
    to,
    from: to === 'UNKNOWN' ? ['CLAIMED'] : ['CLAIMED', 'UNKNOWN'],
    at,
    set: to === 'PENDING' ? { ...set, claimId: null } : set,
    claimedBy: claimId,
  });
  if (!marked && sent !== null) await keepSent(table, mail.mailId, claimId, sent);
  return marked ? to : null;
};

/** Gives up a claim that nobody has marked. @returns whether it still stood. */
export const giveUpClaim = (table: Table, mailId: string, claimId: string, at: Instant): Promise<boolean> =>
  moveMail(table, mailId, {
    to: 'UNKNOWN',
    from: ['CLAIMED'],
    at,
    set: { reason: 'Its sender ended when it was about to hand the mail over, or just had.' },
    claimedBy: claimId,
  });

/**
 * Records what the mail service tells of a mail; `mayHaveArrived` marks a bounce that is none of a mail that was delivered.
 * @returns whether it is news.
 */
export const recordNews = (
  table: Table,
  mailId: string,
  news: {
    readonly to: MailNews;
    readonly messageId: string;
    readonly reason: string | null;
    readonly mayHaveArrived?: boolean;
  },
  at: Instant,
): Promise<boolean> =>
  moveMail(table, mailId, {
    to: news.to,
    from: statesBefore(news.to, { mayHaveArrived: news.mayHaveArrived ?? false }),
    at,
    set: { messageId: news.messageId, reason: news.reason },
  });

/** More mails than any case sends. */
const MOST_OF_CASE = 1_000;

/** The mails that a case has sent or is about to send, the oldest first. */
export const listMailsOfCase = async (table: Table, caseId: string): Promise<readonly Mail[]> => {
  const { items } = await table.page({
    partition: indexKeys.mailsOfCase(caseId, '', '').gsi2pk,
    index: 'gsi2',
    limit: MOST_OF_CASE,
  });
  const found = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  return found.map(toMail).toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt) || a.mailId.localeCompare(b.mailId));
};

/** The mails that are in a state in which they may need a person, newest first. */
export const listMails = async (
  table: Table,
  state: Exclude<MailState, 'SENT' | 'DELIVERED' | 'DROPPED'>,
  { limit, startAfter }: { readonly limit: number; readonly startAfter?: Page['next'] },
): Promise<{ mails: readonly Mail[]; next: Page['next'] }> => {
  const page = await table.page({
    partition: `MAILS#${state}`,
    index: 'gsi1',
    newestFirst: true,
    limit,
    startAfter: startAfter ?? null,
  });
  const found = await table.getMany(page.items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  const mails = found.map(toMail).filter((mail) => mail.state === state);
  return { mails: mails.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)), next: page.next };
};

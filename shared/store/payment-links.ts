import { randomBytes } from 'node:crypto';
import { addDaysToInstant, type Instant } from '../dates.ts';
import {
  hashCode,
  hashToken,
  isCodeOf,
  isToken,
  type LinkSecrets,
  MOST_ATTEMPTS,
  SECRET_BYTES,
  secretsFrom,
} from '../domain/approval/link.ts';
import { languageOf } from '../domain/dunning/language.ts';
import {
  type PaymentLink,
  PaymentLinkClosed,
  type PaymentLinkState,
  type PaymentLinkTarget,
  paymentLinkClosure,
} from '../domain/dunning/payment-link.ts';
import { FormTurnedDown } from '../domain/dunning/turned-down.ts';
import { Refusal, unavailable } from '../errors.ts';
import { count, text } from './attributes.ts';
import { keys } from './keys.ts';
import { backoff, CONTENTION_TRIES } from './retry.ts';
import { type Item, settleWrites, type Table, type Write } from './table.ts';

/** Links are kept for the record, so long after they have expired. */
const KEPT_DAYS = 365;

const epochSeconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);

const toLink = (item: Item): PaymentLink => ({
  tokenHash: text(item, 'tokenHash'),
  codeHash: text(item, 'codeHash'),
  customerId: text(item, 'customerId'),
  caseId: text(item, 'caseId'),
  recipient: text(item, 'recipient'),
  expiresAt: text(item, 'expiresAt'),
  // Links of before the pages had languages know none: they were in English.
  language: languageOf(item),
  ...(item['mailId'] === undefined ? {} : { mailId: text(item, 'mailId') }),
  freshMail: item['freshMail'] === true,
  state: text(item, 'state') as PaymentLinkState,
  attempts: count(item, 'attempts'),
  uses: count(item, 'uses'),
  mintedAt: text(item, 'mintedAt'),
  changedAt: text(item, 'changedAt'),
});

const putWrite = (table: Table, { code, token }: LinkSecrets, target: PaymentLinkTarget, at: Instant): Write => ({
  name: 'new payment link',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.paymentLink(hashToken(token)),
        entityType: 'PAYLINK',
        tokenHash: hashToken(token),
        codeHash: hashCode(token, code),
        customerId: target.customerId,
        caseId: target.caseId,
        recipient: target.recipient,
        expiresAt: target.expiresAt,
        language: target.language,
        ...(target.mailId === undefined ? {} : { mailId: target.mailId }),
        state: 'LIVE' satisfies PaymentLinkState,
        attempts: 0,
        uses: 0,
        mintedAt: at,
        changedAt: at,
        ttl: epochSeconds(addDaysToInstant(target.expiresAt, KEPT_DAYS)),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/**
 * Makes link and code for a mail to a customer; those of earlier mails stay good. What is answered exists nowhere else:
 * it belongs into one mail, and never into a log.
 */
export const mintPaymentLink = async (table: Table, target: PaymentLinkTarget, at: Instant): Promise<LinkSecrets> => {
  const secrets = secretsFrom(randomBytes(SECRET_BYTES));
  const outcome = await settleWrites(table, [putWrite(table, secrets, target, at)]);
  if (!outcome.done) throw unavailable('The link could not be stored. Try again.');
  return secrets;
};

/**
 * The link of a token, while it opens anything.
 * @throws not-found for a token that was never given out, gone for a link that is dead, expired or used up.
 */
export const openPaymentLink = async (table: Table, token: string, now: Instant): Promise<PaymentLink> => {
  const item = isToken(token) ? await table.get(keys.paymentLink(hashToken(token))) : undefined;
  if (!item) throw new Refusal('not-found', 'There is no such link. Take the one of the newest mail, whole.');
  const link = toLink(item);
  const closure = paymentLinkClosure(link, now);
  if (closure) throw new PaymentLinkClosed(closure);
  return link;
};

type Counted = Pick<PaymentLink, 'state' | 'attempts' | 'uses' | 'freshMail'>;

/**
 * Counts a code, right or wrong, on a link that still is as it was read: each code follows on all others, so that those
 * who try many at the same instant learn no more than one after the other.
 */
const countWrite = (table: Table, link: PaymentLink, to: Counted, at: Instant): Write => ({
  name: 'payment link',
  write: {
    Update: {
      TableName: table.name,
      Key: { ...keys.paymentLink(link.tokenHash) },
      UpdateExpression: 'SET #state = :state, attempts = :attempts, uses = :uses, freshMail = :fresh, changedAt = :at',
      ConditionExpression: '#state = :live AND attempts = :attemptsBefore AND uses = :usesBefore',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':state': to.state,
        ':attempts': to.attempts,
        ':uses': to.uses,
        ':fresh': to.freshMail,
        ':at': at,
        ':live': 'LIVE' satisfies PaymentLinkState,
        ':attemptsBefore': link.attempts,
        ':usesBefore': link.uses,
      },
    },
  },
});

const wrongCode = (triesLeft: number, freshMail: boolean): Refusal =>
  new FormTurnedDown(triesLeft === 0 ? { why: 'LINK_CLOSED_NOW', freshMail } : { why: 'CODE_WRONG', triesLeft });

/**
 * Takes the code that stands in the mail, before anything is done by the link. A wrong or missing one is counted, and
 * the fifth closes the link. Everything else about a form is to be judged before.
 * @param whenLast makes what is written with the closing of the link: a mail with another one, or nothing.
 * @returns the link as it was.
 * @throws unprocessable for a wrong code; as `openPaymentLink` for a link that opens nothing any more.
 */
export const takePaymentCode = async (
  table: Table,
  token: string,
  code: string,
  at: Instant,
  whenLast: (link: PaymentLink) => Promise<readonly Write[]>,
): Promise<PaymentLink> => {
  for (let turn = 0; turn < CONTENTION_TRIES; turn += 1) {
    const link = await openPaymentLink(table, token, at);
    const isRight = isCodeOf(link, token, code);
    const attempts = link.attempts + (isRight ? 0 : 1);
    const isLast = attempts >= MOST_ATTEMPTS;
    const fresh = isLast ? await whenLast(link) : [];
    const to: Counted = {
      state: isLast ? 'DEAD' : 'LIVE',
      attempts,
      uses: link.uses + (isRight ? 1 : 0),
      freshMail: fresh.length > 0,
    };
    const outcome = await settleWrites(table, [countWrite(table, link, to, at), ...fresh]);
    if (!outcome.done) {
      await backoff(turn);
      continue;
    }
    if (!isRight) throw wrongCode(MOST_ATTEMPTS - attempts, to.freshMail);
    return link;
  }
  throw unavailable('Too many attempts at the same time. Try again.');
};

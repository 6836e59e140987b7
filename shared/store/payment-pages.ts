import { createHash } from 'node:crypto';
import { evolveAll } from '../domain/collection/evolve.ts';
import { review } from '../domain/collection/review.ts';
import type { PaymentLink } from '../domain/dunning/payment-link.ts';
import {
  isDisputable,
  itemsPromised,
  type PaymentGround,
  type PaymentView,
  paymentView,
} from '../domain/dunning/payment-view.ts';
import type { Heard, Said } from '../domain/dunning/said.ts';
import { FormTurnedDown } from '../domain/dunning/turned-down.ts';
import { fromMoneyJson, money, toMoneyJson } from '../money.ts';
import { gatherGround } from './collection/ground.ts';
import { findStoredCase } from './collection/items.ts';
import { underPolicyOf } from './collection/policy-of-case.ts';
import type { Directory } from './collection-tasks/staff.ts';
import type { Context } from './context.ts';
import { type Dispute, openDispute } from './disputes.ts';
import { freshReminderWrites } from './fresh-reminders.ts';
import { answeredBefore } from './idempotency.ts';
import { makePromise } from './make-promise.ts';
import { openPaymentLink, takePaymentCode } from './payment-links.ts';

const groundOf = async (
  context: Context,
  { customerId, language }: Pick<PaymentLink, 'customerId' | 'language'>,
): Promise<PaymentGround> => {
  const stored = await findStoredCase(context.table, customerId);
  const { account, facts, openItems, profile } = await gatherGround(
    stored ? await underPolicyOf(context, stored.state) : context,
    customerId,
    stored?.state.caseId ?? null,
  );
  return {
    customer: { customerId, legalName: profile.masterData.legalName },
    language,
    today: context.moment.today,
    openItems,
    unappliedCash: money(account.unappliedCash, account.currency),
    facts,
    current: stored && evolveAll(stored.state, review(stored.state, facts)),
  };
};

/**
 * What the link of a reminder shows to its customer; reading it changes nothing.
 * @throws not-found for a token that was never given out; gone for a link that opens nothing any more.
 */
export const paymentViewByToken = async (context: Context, token: string): Promise<PaymentView> =>
  paymentView(await groundOf(context, await openPaymentLink(context.table, token, context.moment.now)));

type Asked<A extends Said['action']> = Extract<Said, { action: A }>;

/** Acts as the one whom the mail was sent to; a form that comes again gets the answer it got before. */
const asRecipient = (context: Context, link: PaymentLink, { form }: Said): Context => {
  const bodyHash = createHash('sha256').update(form).digest('hex');
  const client = `paylink-${link.tokenHash}`;
  return {
    ...context,
    actor: link.recipient,
    request: { client, operation: 'actOnPaymentPage', key: bodyHash, bodyHash },
  };
};

const promise = async (
  context: Context,
  directory: Directory,
  ground: PaymentGround,
  { amount, payBy }: Asked<'promise'>,
): Promise<Heard> => {
  const { promisable } = paymentView(ground);
  const most = promisable.find(({ currency }) => currency === amount.currency);
  if (!most) throw new FormTurnedDown({ why: 'NOTHING_TO_PROMISE', currency: amount.currency });
  if (amount.minorUnits > fromMoneyJson(most).minorUnits) throw new FormTurnedDown({ why: 'MORE_THAN_OPEN', most });
  const { customerId } = ground.customer;
  const asked = { customerId, amount, payBy, invoiceIds: itemsPromised(ground, amount), selfService: true } as const;
  return makePromise<Heard>(context, directory, asked, (made) => ({
    action: 'promise',
    amount: { ...toMoneyJson(made.amount) },
    payBy: made.payBy,
    invoiceIds: made.invoiceIds,
  }));
};

const dispute = async (
  context: Context,
  ground: PaymentGround,
  { invoiceIds, reason }: Asked<'dispute'>,
): Promise<Heard> => {
  const view = paymentView(ground);
  for (const invoiceId of invoiceIds) {
    const item = view.items.find((open) => open.invoiceId === invoiceId);
    if (!item) throw new FormTurnedDown({ why: 'INVOICE_NOT_OPEN', invoiceId });
    if (!isDisputable(item, view)) throw new FormTurnedDown({ why: 'INVOICE_DISPUTED', invoiceId });
  }
  await openDispute(context, { customerId: ground.customer.customerId, invoiceIds, reason });
  return { action: 'dispute', invoiceIds };
};

/** What the same form was answered before; of a dispute the record itself is remembered. */
const heardBefore = async (context: Context): Promise<Heard | null> => {
  const before = await answeredBefore<Heard | Dispute>(context);
  if (!before) return null;
  return 'action' in before.answer ? before.answer : { action: 'dispute', invoiceIds: before.answer.invoiceIds };
};

/**
 * Does what a customer says by the link of a reminder and the code that stands beside it. A wrong or missing code does
 * nothing and is counted; the fifth closes the link, and a mail with another one goes out, three times at most.
 * @throws as `paymentViewByToken`; unprocessable for the code, and for what cannot be promised or disputed; conflict once
 * the lawyers have it.
 */
export const actByToken = async (context: Context, directory: Directory, token: string, said: Said): Promise<Heard> => {
  const { moment, table } = context;
  const link = await takePaymentCode(table, token, said.code, moment.now, (last) => freshReminderWrites(context, last));
  const own = asRecipient(context, link, said);
  const before = await heardBefore(own);
  if (before) return before;
  try {
    const ground = await groundOf(context, link);
    if (paymentView(ground).withLegal) throw new FormTurnedDown({ why: 'WITH_LAWYERS' });
    return await (said.action === 'promise' ? promise(own, directory, ground, said) : dispute(own, ground, said));
  } catch (refusal) {
    // The same form may have been honoured in this moment, which is why it is refused now.
    const meanwhile = await heardBefore(own);
    if (meanwhile) return meanwhile;
    throw refusal instanceof FormTurnedDown ? new FormTurnedDown(refusal.turnedDown, link.language) : refusal;
  }
};

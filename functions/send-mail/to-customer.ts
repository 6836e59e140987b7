import type * as z from 'zod/mini';
import { type DunningData, QueuedDunning, QueuedThanks } from '../../shared/contracts/dunning-mails.ts';
import type { MailMessage } from '../../shared/contracts/mails.ts';
import { addDaysToInstant, daysBetween, type Instant, momentAt } from '../../shared/dates.ts';
import { handoverDay } from '../../shared/domain/dunning/handover-day.ts';
import { dunningTemplates } from '../../shared/domain/dunning/mails.ts';
import { LINK_DAYS } from '../../shared/domain/dunning/payment-link.ts';
import type { JsonObject } from '../../shared/domain/history/entry.ts';
import type { Mail } from '../../shared/domain/mail/mail.ts';
import type { OpenItem } from '../../shared/domain/receivable/receivable.ts';
import { notFound } from '../../shared/errors.ts';
import { renderMail } from '../../shared/mail/render.ts';
import { money, toMoneyJson } from '../../shared/money.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import { loadCase } from '../../shared/store/collection/items.ts';
import { type LookBeforeSending, lookBeforeSending } from '../../shared/store/collection/look.ts';
import type { Context } from '../../shared/store/context.ts';
import { mintPaymentLink } from '../../shared/store/payment-links.ts';
import { loadProfile } from '../../shared/store/profiles.ts';
import type { Table } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { cannotBeMade, type Place, type Prepared } from './ready.ts';

/** A mail that lists more would be cut off by some mail programs, and read by nobody. */
export const MOST_LISTED = 50;

const contextOf = (mail: Mail, table: Table, at: Instant, place: Place): Promise<Context> =>
  taskContext({ moment: momentAt(Date.parse(at), place.timeZone), correlationId: mail.correlationId }, table, place);

const toldInvoice = ({ dueOn, invoiceId, issuedOn, remaining }: OpenItem, today: string) => ({
  invoiceId,
  issuedOn,
  dueOn,
  daysPastDue: daysBetween(dueOn, today),
  remaining: toMoneyJson(remaining),
});

type Seen = Extract<LookBeforeSending, { send: true }>;

/** What a reminder tells, of what is to be chased as it goes out. */
const messageOf = async (
  { moment, table }: Context,
  { customerId, freshOf, kind, language }: z.infer<typeof QueuedDunning>,
  { items, masterData, rules, totals }: Seen,
  company: string,
): Promise<MailMessage> => {
  const account = await loadAccount(table, customerId);
  if (!account) throw notFound('customer', customerId);
  const { currency, unappliedCash } = account;
  const data: DunningData = {
    language,
    company,
    customer: { customerId, legalName: masterData.legalName },
    asOf: moment.today,
    invoices: items.slice(0, MOST_LISTED).map((item) => toldInvoice(item, moment.today)),
    moreInvoices: Math.max(0, items.length - MOST_LISTED),
    totals: totals.map(toMoneyJson),
    unappliedCash: unappliedCash > 0n ? toMoneyJson(money(unappliedCash, currency)) : null,
    ...(freshOf && { afterWrongCodes: true }),
  };
  if (kind !== 'FINAL_NOTICE') return { template: dunningTemplates[kind], data };
  const oldestDueOn = items[0]?.dueOn ?? moment.today;
  const handoverOn = handoverDay(rules, oldestDueOn, moment.today);
  return { template: 'final-notice', data: { ...data, handoverOn } };
};

const plain = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/**
 * A message of a case. What it tells is read while it goes out, and nothing goes out when nothing is left to chase:
 * between the step and the sending it may have been paid, promised, disputed or credited.
 */
export const prepareReminder = (mail: Mail, place: Place): Prepared => {
  const queued = QueuedDunning.safeParse(mail.data);
  if (!queued.success) return cannotBeMade(queued.error.issues);
  const { caseId, customerId, language } = queued.data;
  const { companyName, publicUrl, timeZone } = place;
  return {
    makeReady: async (table, at) => {
      const context = await contextOf(mail, table, at, place);
      const seen = await lookBeforeSending(context, queued.data);
      if (!seen.send) return { pointless: seen.because };
      const message = await messageOf(context, queued.data, seen, companyName);
      const expiresAt = addDaysToInstant(at, LINK_DAYS);
      const target = { customerId, caseId, recipient: mail.to.toLowerCase(), expiresAt, mailId: mail.mailId, language };
      const secrets = await mintPaymentLink(table, target, at);
      const access = { link: `${publicUrl}/pay/${secrets.token}`, code: secrets.code };
      const make = () => renderMail(message, { timeZone }, access);
      return { secrets, make, told: plain(message.data), from: companyName };
    },
  };
};

/** Thanks go out only while it is true that nothing is open any more: a payment may have bounced in between. */
export const prepareThanks = (mail: Mail, place: Place): Prepared => {
  const queued = QueuedThanks.safeParse(mail.data);
  if (!queued.success) return cannotBeMade(queued.error.issues);
  const { caseId, customerId, language } = queued.data;
  const { companyName, timeZone } = place;
  return {
    makeReady: async (table) => {
      const [{ status }, profile] = await Promise.all([loadCase(table, caseId), loadProfile(table, customerId)]);
      if (!profile) throw notFound('customer', customerId);
      if (status !== 'CLOSED') return { pointless: 'Something is owed again.' };
      const customer = { customerId, legalName: profile.masterData.legalName };
      const data = { language, company: companyName, customer };
      const make = () => renderMail({ template: 'payment-thanks', data }, { timeZone });
      return { secrets: null, make, told: plain(data), from: companyName };
    },
  };
};

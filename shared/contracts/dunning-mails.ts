import * as z from 'zod/mini';
import { messageKinds } from '../domain/collection/strategy.ts';
import { mailLanguages } from '../domain/dunning/language.ts';
import { MoneyView } from './amounts.ts';
import { DateOfBusiness, Identifier } from './primitives.ts';

export type { MailLanguage } from '../domain/dunning/language.ts';
export type { DunningTemplate } from '../domain/dunning/mails.ts';

const Language = z.enum(mailLanguages);

/** What a queued reminder knows. The amounts are read as it goes out. */
export const QueuedDunning = z.object({
  customerId: Identifier,
  caseId: z.string(),
  key: z.string(),
  kind: z.enum(messageKinds),
  language: Language,
  /** It takes the place of a mail whose link was closed by wrong codes, as the first, second or third to do so. */
  freshOf: z.exactOptional(z.object({ mailId: z.string(), number: z.int() })),
});
export type QueuedDunning = z.infer<typeof QueuedDunning>;

export const QueuedThanks = z.object({ customerId: Identifier, caseId: z.string(), language: Language });
export type QueuedThanks = z.infer<typeof QueuedThanks>;

const toCustomer = {
  language: Language,
  /** Who is owed: the name under which customers know the company. */
  company: z.string(),
  customer: z.object({ customerId: Identifier, legalName: z.string() }),
};

const ToldInvoice = z.object({
  invoiceId: z.string(),
  issuedOn: DateOfBusiness,
  dueOn: DateOfBusiness,
  /** Zero or less while it is not overdue. */
  daysPastDue: z.int(),
  remaining: MoneyView,
});
export type ToldInvoice = z.infer<typeof ToldInvoice>;

/** What a reminder tells: as things stood when it went out. */
export const DunningData = z.object({
  ...toCustomer,
  asOf: DateOfBusiness,
  /** The oldest due dates first. */
  invoices: z.array(ToldInvoice),
  /** How many more there are than the mail lists. */
  moreInvoices: z.int(),
  /** What remains of all of them, one amount for each currency. */
  totals: z.array(MoneyView),
  /** Money of theirs that has not been matched with an invoice; it is taken off the oldest already. */
  unappliedCash: z.nullable(MoneyView),
  /** The link of an earlier mail was closed by wrong codes, and this mail takes its place. */
  afterWrongCodes: z.exactOptional(z.boolean()),
});
export type DunningData = z.infer<typeof DunningData>;

export const FinalNoticeData = z.extend(DunningData, {
  /** The first day on which it may go to the lawyers; `null` where the strategy does not hand over. */
  handoverOn: z.nullable(DateOfBusiness),
});
export type FinalNoticeData = z.infer<typeof FinalNoticeData>;

export const ThanksData = z.object(toCustomer);
export type ThanksData = z.infer<typeof ThanksData>;

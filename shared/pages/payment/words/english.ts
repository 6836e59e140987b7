import type { TurnedDown } from '../../../domain/dunning/turned-down.ts';
import type { Figures } from '../../../mail/figures.ts';
import { englishAmount } from '../../read-amount.ts';
import { nothingHere } from '../../refusal.ts';
import { plural } from '../../wording.ts';
import type { Field } from '../fields.ts';
import type { PageWords, Saying } from './words.ts';

const NEWER = 'Please use the link of a newer mail, or call the number on the invoices.';
const AGAIN = 'The link of the mail stays good: open it again to see how things stand.';
const UNCHANGED = 'Nothing has been recorded.';

const names: Readonly<Record<Field, string>> = {
  amount: 'The amount',
  payBy: 'The day',
  invoices: 'The choice of invoices',
  reason: 'What is wrong',
  code: 'The code',
};

const turnedDown = (told: TurnedDown, { money }: Figures): string => {
  switch (told.why) {
    case 'CODE_WRONG': {
      const tries = told.triesLeft === 1 ? 'one try is' : `${told.triesLeft} tries are`;
      return `The code is not the one that stands in the mail beside the link; ${tries} left.`;
    }
    case 'LINK_CLOSED_NOW':
      return `The code was wrong too often: this link is closed${told.freshMail ? ', and a fresh mail with another one is on its way' : ''}.`;
    case 'NOTHING_TO_PROMISE':
      return `Nothing is open in ${told.currency} that could be promised.`;
    case 'MORE_THAN_OPEN':
      return `The amount must not be more than what is open: ${money(told.most)}.`;
    case 'TOO_LITTLE':
      return `The amount must be at least ${money(told.least)}, half of what it is for; for less, please call us.`;
    case 'INVOICE_NOT_OPEN':
      return `Invoice ${told.invoiceId} is not open any more.`;
    case 'INVOICE_DISPUTED':
      return `Invoice ${told.invoiceId} is disputed already.`;
    case 'PROMISES_NOT_KEPT':
      return 'Promises for this account were not kept before. Please call us to agree on another one.';
    case 'WITH_LAWYERS':
      return 'Our lawyers have taken this over. Please answer to them.';
    default:
      return told satisfies never;
  }
};

const refused = (field: Field, message: string): string => {
  // Refusals of the store go on from the name of the field, or are sentences of their own.
  const text = /^[A-Z]/.test(message) ? message : `${names[field]} ${message}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

const refusal: PageWords['refusal'] = ({ code, detail }, known): Saying => {
  const what = known ?? detail;
  switch (code) {
    case 'not-found':
      return nothingHere;
    case 'gone':
      return { title: 'This link is closed', paragraphs: [what, NEWER] };
    case 'conflict':
      return { title: 'This is not possible now', paragraphs: [what, UNCHANGED] };
    case 'too-large':
      return { title: 'That was too much text', paragraphs: ['Please go back and shorten it.', UNCHANGED] };
    case 'rate-limited':
      return { title: 'Too many requests', paragraphs: ['Please wait a moment and try again.', UNCHANGED] };
    case 'unavailable':
      return {
        title: 'Not available at the moment',
        paragraphs: ['Please try again in a moment. A form that is sent twice counts once.'],
      };
    case 'internal':
      return {
        title: 'Something went wrong on our side',
        paragraphs: ['The error is recorded. Please try again later; if it goes on, tell us the reference below.'],
      };
    case 'validation':
    case 'unprocessable':
    case 'unauthenticated':
    case 'forbidden':
      return { title: 'This could not be read', paragraphs: [what, UNCHANGED] };
    default:
      return code satisfies never;
  }
};

const heard: PageWords['heard'] = (said, { date, money }) => {
  const invoices = plural(said.invoiceIds.length, 'invoice');
  if (said.action === 'promise') {
    return {
      title: `Recorded: ${money(said.amount)} by ${date(said.payBy)}`,
      paragraphs: [
        `Thank you. Until then we send no reminders about the ${invoices} that it is for.`,
        'Please make sure that the payment has reached us by that day.',
        AGAIN,
      ],
    };
  }
  return {
    title: `Recorded: ${invoices} disputed`,
    paragraphs: [
      `Thank you for telling us. We look into it, and send no reminders about ${said.invoiceIds.length === 1 ? 'it' : 'them'} meanwhile.`,
      'Whatever else is open stays due.',
      AGAIN,
    ],
  };
};

export const english: PageWords = {
  standing: {
    title: (name) => `What is open for ${name}`,
    open: (amounts) => `Open: ${amounts}`,
    nothingOpen: 'Nothing is open',
    nothingToDo: 'Thank you. There is nothing for you to do.',
    between: (customerId, company, today) => ` (${customerId}) to ${company}, as of ${today}.`,
    overdue: (amounts) => `Overdue: ${amounts}.`,
    listTitle: 'Open invoices',
    invoice: 'Invoice',
    remaining: 'Remaining',
    dates: (issuedOn, dueOn) => `Issued ${issuedOn}, due ${dueOn}`,
    late: (days) => `Overdue by ${plural(days, 'day')}`,
    disputed: 'Disputed',
    promisedFor: (date) => `Promised for ${date}`,
    ofAmount: (amount) => `of ${amount}`,
    more: (count) => `${plural(count, 'more invoice')}, due later, not listed here.`,
    total: 'In all',
    ofThatOverdue: 'Of that overdue',
    unapplied: 'On your account, taken off already',
    howToPay:
      'Please pay to the account that the invoices name, and state their numbers. What you have paid in the last few days may not be taken off yet.',
    withLegal: {
      title: 'Our lawyers have taken this over',
      paragraphs: ['Please answer to them. A payment of all that is open still settles the matter.'],
    },
    forYouAlone: 'This page was opened from a mail that is meant for you alone. Please do not forward it.',
  },
  promise: {
    title: 'Promise a payment',
    about: 'The oldest invoices that it pays are not reminded of until that day.',
    amount: 'Amount',
    amountIn: (currency) => `Amount in ${currency}`,
    atMost: (amounts) => `At most ${amounts}: what is open, and neither promised nor disputed.`,
    currency: 'Currency',
    payBy: 'Paid by',
    payByHint: (until) => `A day up to ${until}, on which the payment will have reached us.`,
    button: 'Promise this payment',
  },
  dispute: {
    title: 'Dispute invoices',
    about: 'They are not reminded of until we have looked into it.',
    invoices: 'Invoices that are not right',
    reason: 'What is wrong',
    button: 'Dispute these invoices',
  },
  code: { label: 'Code', hint: 'The six digits beside the link in your mail.', shape: 'Six digits' },
  form: {
    error: 'Error',
    title: 'Nothing has been recorded',
    codeMissing: 'Enter the six digits from the mail.',
    noAction: 'Choose whether to promise a payment or to dispute an invoice.',
    nothingToPromise: 'There is nothing to promise any more.',
    chooseCurrency: 'Choose the currency.',
    amount: englishAmount('amount'),
    amountZero: 'The amount must be more than zero.',
    payByMissing: 'Enter the day on which you will pay.',
    payByOutside: (first, last) => `The day must be one from ${first} to ${last}.`,
    reasonMissing: 'Say what is wrong.',
    reasonTooLong: (most) => `What is wrong must be said in at most ${most} characters.`,
    reasonControl: 'The text must not contain control characters.',
    noInvoices: 'Choose at least one invoice.',
    tooManyInvoices: (most) => `Choose at most ${most} invoices at a time.`,
    notAnInvoice: 'One of the invoices is none.',
    turnedDown,
    refused,
  },
  heard,
  mayClose: 'You can close this page.',
  closed: {
    dead: (when, freshMail) => ({
      title: 'This link is closed',
      paragraphs: [
        `A wrong code was entered too often; the last time on ${when}. Nothing has been recorded by it.`,
        freshMail ? 'A mail with a new link and a new code is on its way to you.' : NEWER,
      ],
    }),
    expired: (when) => ({ title: 'This link has expired', paragraphs: [`It was good until ${when}.`, NEWER] }),
    usedUp: { title: 'This link is closed', paragraphs: ['It was used too often.', NEWER] },
  },
  refusal,
  reference: (correlationId) => `Reference ${correlationId}`,
};

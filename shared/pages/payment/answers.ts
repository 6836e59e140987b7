import { PaymentLinkClosed, type PaymentLinkClosure } from '../../domain/dunning/payment-link.ts';
import type { Heard } from '../../domain/dunning/said.ts';
import { dateText, instantText, moneyText } from '../../mail/wording.ts';
import { type Message, messagePage } from '../message.ts';
import type { ToldRefusal } from '../refusal.ts';
import { plural } from '../wording.ts';
import type { Voice } from './page.ts';

const AGAIN = 'The link of the mail stays good: open it again to see how things stand.';

const heard = (said: Heard): Message => {
  const invoices = plural(said.invoiceIds.length, 'invoice');
  if (said.action === 'promise') {
    return {
      title: `Recorded: ${moneyText(said.amount)} by ${dateText(said.payBy)}`,
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

/** What was recorded, and what happens next. */
export const heardPage = (said: Heard, { companyName: brand }: Voice): string =>
  messagePage({ ...heard(said), brand, footer: ['You can close this page.'] });

const NEWER = 'Please use the link of a newer mail, or call the number on the invoices.';

const closed = ({ at, freshMail, reason }: PaymentLinkClosure, timeZone: string): Message => {
  const when = instantText(at, timeZone);
  switch (reason) {
    case 'DEAD':
      return {
        title: 'This link is closed',
        paragraphs: [
          `A wrong code was entered too often; the last time on ${when}. Nothing has been recorded by it.`,
          freshMail ? 'A mail with a new link and a new code is on its way to you.' : NEWER,
        ],
      };
    case 'EXPIRED':
      return { title: 'This link has expired', paragraphs: [`It was good until ${when}.`, NEWER] };
    case 'USED_UP':
      return { title: 'This link is closed', paragraphs: ['It was used too often.', NEWER] };
    default:
      return reason satisfies never;
  }
};

const UNCHANGED = 'Nothing has been recorded.';

const refused = ({ code, detail }: ToldRefusal): Message => {
  switch (code) {
    case 'not-found':
      return {
        title: 'There is nothing at this address',
        paragraphs: [
          'The link is not complete, or it was never one of ours. Please open it from the mail itself; if it is broken over two lines there, copy all of it.',
        ],
      };
    case 'gone':
      return { title: 'This link is closed', paragraphs: [detail, NEWER] };
    case 'conflict':
      return { title: 'This is not possible now', paragraphs: [detail, UNCHANGED] };
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
      return { title: 'This could not be read', paragraphs: [detail, UNCHANGED] };
    default:
      return code satisfies never;
  }
};

/** A plain page for whatever is neither the open items nor a form that comes back. */
export const tellCustomer =
  ({ companyName: brand, timeZone }: Voice & { readonly timeZone: string }) =>
  (refusal: ToldRefusal, error: unknown): string =>
    messagePage({
      ...(error instanceof PaymentLinkClosed ? closed(error.closure, timeZone) : refused(refusal)),
      brand,
      footer: [`Reference ${refusal.correlationId}`],
    });

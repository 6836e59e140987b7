import { type MailLanguage, preferredLanguage } from '../../domain/dunning/language.ts';
import { PaymentLinkClosed, type PaymentLinkClosure } from '../../domain/dunning/payment-link.ts';
import type { Heard } from '../../domain/dunning/said.ts';
import { FormTurnedDown } from '../../domain/dunning/turned-down.ts';
import { messagePage } from '../message.ts';
import type { ToldRefusal } from '../refusal.ts';
import type { Voice } from './page.ts';
import { spokenIn } from './words/spoken.ts';
import type { Saying } from './words/words.ts';

/** What was recorded, and what happens next. */
export const heardPage = (said: Heard, { companyName: brand }: Voice, language: MailLanguage): string => {
  const { figures, words } = spokenIn(language);
  return messagePage({ ...words.heard(said, figures), brand, language, footer: [words.mayClose] });
};

const closed = ({ at, freshMail, language, reason }: PaymentLinkClosure, timeZone: string): Saying => {
  const { figures, words } = spokenIn(language);
  const when = figures.instant(at, timeZone);
  switch (reason) {
    case 'DEAD':
      return words.closed.dead(when, freshMail === true);
    case 'EXPIRED':
      return words.closed.expired(when);
    case 'USED_UP':
      return words.closed.usedUp;
    default:
      return reason satisfies never;
  }
};

/** That of the link, once it is known whose it is; before that, what the browser asks for. */
const languageFor = ({ languages = [] }: ToldRefusal, error: unknown): MailLanguage => {
  if (error instanceof PaymentLinkClosed) return error.closure.language;
  const known = error instanceof FormTurnedDown ? error.language : null;
  return known ?? preferredLanguage(languages);
};

/** A plain page for whatever is neither the open items nor a form that comes back. */
export const tellCustomer =
  ({ companyName: brand, timeZone }: Voice & { readonly timeZone: string }) =>
  (refusal: ToldRefusal, error: unknown): string => {
    const language = languageFor(refusal, error);
    const { figures, words } = spokenIn(language);
    const known = error instanceof FormTurnedDown ? words.form.turnedDown(error.turnedDown, figures) : null;
    return messagePage({
      ...(error instanceof PaymentLinkClosed ? closed(error.closure, timeZone) : words.refusal(refusal, known)),
      brand,
      language,
      footer: [words.reference(refusal.correlationId)],
    });
  };

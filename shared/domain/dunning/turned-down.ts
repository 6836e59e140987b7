import { type ProblemCode, Refusal } from '../../errors.ts';
import type { MoneyJson } from '../../money.ts';
import type { MailLanguage } from './language.ts';

/** Why what a customer says by a form is not taken: facts, of which the page makes a sentence in its language. */
export type TurnedDown =
  | { readonly why: 'CODE_WRONG'; readonly triesLeft: number }
  | { readonly why: 'LINK_CLOSED_NOW'; readonly freshMail: boolean }
  | { readonly why: 'NOTHING_TO_PROMISE'; readonly currency: string }
  | { readonly why: 'MORE_THAN_OPEN'; readonly most: MoneyJson }
  | { readonly why: 'TOO_LITTLE'; readonly least: MoneyJson }
  | { readonly why: 'INVOICE_NOT_OPEN'; readonly invoiceId: string }
  | { readonly why: 'INVOICE_DISPUTED'; readonly invoiceId: string }
  | { readonly why: 'PROMISES_NOT_KEPT' }
  | { readonly why: 'WITH_LAWYERS' };

type Why = TurnedDown['why'];

/** The field that each is about (422); `null` where it is how things stand (409). */
const paths: Readonly<Record<Why, string | null>> = {
  CODE_WRONG: 'code',
  LINK_CLOSED_NOW: 'code',
  NOTHING_TO_PROMISE: 'amount',
  MORE_THAN_OPEN: 'amount',
  TOO_LITTLE: 'amount',
  INVOICE_NOT_OPEN: 'invoices',
  INVOICE_DISPUTED: 'invoices',
  PROMISES_NOT_KEPT: null,
  WITH_LAWYERS: null,
};

const details: Readonly<Record<Why, string>> = {
  CODE_WRONG: 'is not the code that stands in the mail beside the link',
  LINK_CLOSED_NOW: 'was wrong too often: this link is closed',
  NOTHING_TO_PROMISE: 'is in a currency in which nothing is open that could be promised',
  MORE_THAN_OPEN: 'must not be more than what is open',
  TOO_LITTLE: 'must be at least half of what it is for',
  INVOICE_NOT_OPEN: 'names one that is not open any more',
  INVOICE_DISPUTED: 'names one that is disputed already',
  PROMISES_NOT_KEPT: 'Promises for this account were not kept before.',
  WITH_LAWYERS: 'The lawyers have taken this over.',
};

/** The refusal of what a customer says by a form: unprocessable for a field, conflict for how things stand. */
export class FormTurnedDown extends Refusal {
  readonly turnedDown: TurnedDown;
  /** That of the page; not known before it is a page's. */
  readonly language: MailLanguage | null;

  constructor(turnedDown: TurnedDown, language: MailLanguage | null = null) {
    const path = paths[turnedDown.why];
    const detail = details[turnedDown.why];
    const code: ProblemCode = path === null ? 'conflict' : 'unprocessable';
    super(code, detail, path === null ? [] : [{ path, message: detail }]);
    this.name = 'FormTurnedDown';
    this.turnedDown = turnedDown;
    this.language = language;
  }
}

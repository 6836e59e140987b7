import type { Heard } from '../../../domain/dunning/said.ts';
import type { TurnedDown } from '../../../domain/dunning/turned-down.ts';
import type { Figures } from '../../../mail/figures.ts';
import type { AmountWords } from '../../read-amount.ts';
import type { ToldRefusal } from '../../refusal.ts';
import type { Field } from '../fields.ts';

/** A page that only says something. */
export interface Saying {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The list of open items, and what stands over it. Amounts and dates come as texts. */
interface StandingWords {
  readonly title: (name: string) => string;
  readonly open: (amounts: string) => string;
  readonly nothingOpen: string;
  readonly nothingToDo: string;
  /** Goes on after the name of the customer. */
  readonly between: (customerId: string, company: string, today: string) => string;
  readonly overdue: (amounts: string) => string;
  readonly listTitle: string;
  readonly invoice: string;
  readonly remaining: string;
  readonly dates: (issuedOn: string, dueOn: string) => string;
  readonly late: (days: number) => string;
  readonly disputed: string;
  readonly promisedFor: (date: string) => string;
  readonly ofAmount: (amount: string) => string;
  readonly more: (count: number) => string;
  readonly total: string;
  readonly ofThatOverdue: string;
  readonly unapplied: string;
  readonly howToPay: string;
  readonly withLegal: Saying;
  readonly forYouAlone: string;
}

interface PromiseWords {
  readonly title: string;
  readonly about: string;
  readonly amount: string;
  readonly amountIn: (currency: string) => string;
  readonly atMost: (amounts: string) => string;
  readonly currency: string;
  readonly payBy: string;
  readonly payByHint: (until: string) => string;
  readonly button: string;
}

interface DisputeWords {
  readonly title: string;
  readonly about: string;
  readonly invoices: string;
  readonly reason: string;
  readonly button: string;
}

/** What is wrong with a form. */
interface FormWords {
  /** Stands before each of them. */
  readonly error: string;
  readonly title: string;
  readonly codeMissing: string;
  readonly noAction: string;
  readonly nothingToPromise: string;
  readonly chooseCurrency: string;
  readonly amount: AmountWords;
  readonly amountZero: string;
  readonly payByMissing: string;
  readonly payByOutside: (first: string, last: string) => string;
  readonly reasonMissing: string;
  readonly reasonTooLong: (most: number) => string;
  readonly reasonControl: string;
  readonly noInvoices: string;
  readonly tooManyInvoices: (most: number) => string;
  readonly notAnInvoice: string;
  readonly turnedDown: (turnedDown: TurnedDown, figures: Figures) => string;
  /** @param message in English, which goes on from the name of the field or is a sentence. */
  readonly refused: (field: Field, message: string) => string;
}

/** All that the page behind the link of a reminder says in one language. */
export interface PageWords {
  readonly standing: StandingWords;
  readonly promise: PromiseWords;
  readonly dispute: DisputeWords;
  readonly code: { readonly label: string; readonly hint: string; readonly shape: string };
  readonly form: FormWords;
  readonly heard: (said: Heard, figures: Figures) => Saying;
  readonly mayClose: string;
  readonly closed: {
    readonly dead: (when: string, freshMail: boolean) => Saying;
    readonly expired: (when: string) => Saying;
    readonly usedUp: Saying;
  };
  /** @param known what it is about, where that can be told in this language. */
  readonly refusal: (refusal: Pick<ToldRefusal, 'code' | 'detail'>, known: string | null) => Saying;
  readonly reference: (correlationId: string) => string;
}

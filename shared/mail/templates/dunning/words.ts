import type { DunningTemplate } from '../../../contracts/dunning-mails.ts';

/** What the sentences of a reminder speak of, written in the language of the mail. */
export interface Told {
  readonly company: string;
  readonly customerName: string;
  readonly customerId: string;
  readonly total: string;
  /** The earliest due date of what is listed. */
  readonly firstDue: string;
  readonly asOf: string;
  /** The last day before it may go to the lawyers. */
  readonly payUntil: string | null;
}

/** What sets one kind of reminder apart from another. */
export interface Wording {
  readonly subject: (told: Told) => string;
  readonly heading: string;
  readonly paragraphs: (told: Told) => readonly string[];
}

/** All that the mails to customers say in one language. */
export interface Words {
  readonly kinds: Readonly<Record<DunningTemplate, Wording>>;
  readonly listTitle: string;
  readonly issued: (date: string) => string;
  readonly due: (date: string) => string;
  readonly late: (days: number) => string;
  readonly more: (count: number) => string;
  readonly dueLater: string;
  readonly total: string;
  readonly unapplied: (amount: string) => string;
  readonly howToPay: string;
  readonly crossed: (asOf: string) => string;
  readonly action: string;
  readonly codeLabel: string;
  readonly aboutLink: string;
  readonly afterWrongCodes: string;
  readonly whyYou: (told: Pick<Told, 'company' | 'customerName' | 'customerId'>) => string;
  readonly thanks: Pick<Wording, 'heading'> & {
    readonly subject: (company: string) => string;
    readonly paragraphs: (told: Pick<Told, 'company' | 'customerName'>) => readonly string[];
  };
}

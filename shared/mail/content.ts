/** What a mail says, without how it looks. Texts are as they came: the renderers clean and escape them. */
export interface MailContent {
  readonly subject: string;
  /** What a list of mails shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** BCP 47 tag of the language that all of it is written in; English where none is named. */
  readonly language?: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly Fact[] }
  /** Words of a person, set apart so that they are not taken for the platform's own. */
  | { readonly kind: 'quote'; readonly title: string; readonly text: string }
  /** What is owed or was done, one under the other, each with small print and an amount; sums at the end. */
  | {
      readonly kind: 'items';
      readonly title: string;
      readonly items: readonly ListedItem[];
      readonly sums: readonly Fact[];
    }
  /** Amounts side by side, each with a bar as long as its share of the longest one. */
  | { readonly kind: 'bars'; readonly title: string; readonly bars: readonly Bar[] }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly href: string;
      readonly code: string;
      /** What stands before the code; `Your code` where nothing is said. */
      readonly codeLabel?: string;
    }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: string };

export const CODE_LABEL = 'Your code';

export interface ListedItem {
  readonly name: string;
  readonly detail: string;
  /** Empty where there is none to tell. */
  readonly amount: string;
}

export interface Bar {
  readonly label: string;
  readonly value: string;
  /** What else is to be said of it; empty where nothing is. */
  readonly detail: string;
  /** Length of the bar, 0 to 1. */
  readonly length: number;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A fact, or nothing where there is no value. */
export const fact = (label: string, value: string | null | undefined): readonly Fact[] =>
  value === null || value === undefined || value === '' ? [] : [{ label, value }];

/** What lets the recipient decide. It is in the mail alone. */
export interface LinkAndCode {
  readonly link: string;
  readonly code: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What a mail says, without how it looks. Texts are as they came: the renderers clean and escape them. */
export interface MailContent {
  readonly subject: string;
  /** What a list of mails shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly Fact[] }
  /** Words of a person, set apart so that they are not taken for the platform's own. */
  | { readonly kind: 'quote'; readonly title: string; readonly text: string }
  | { readonly kind: 'action'; readonly label: string; readonly href: string; readonly code: string }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: string };

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

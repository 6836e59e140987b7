/** The languages in which customers are written to. */
export const mailLanguages = ['en', 'de'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** Ours among languages by their tags (`de-AT` is `de`), the best one first; English where there is none of them. */
export const preferredLanguage = (tags: readonly string[]): MailLanguage => {
  const primaries = tags.map((tag) => tag.toLowerCase().split('-')[0]);
  const ours = primaries.flatMap((primary) => mailLanguages.filter((known) => known === primary));
  return ours[0] ?? 'en';
};

/** The language for a customer, by the tag in the master data. */
export const languageOf = ({ language }: { readonly language?: unknown }): MailLanguage =>
  preferredLanguage(typeof language === 'string' ? [language] : []);

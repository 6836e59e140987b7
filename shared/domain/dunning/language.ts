/** The languages in which customers are written to. */
export const mailLanguages = ['en', 'de'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** The language for a customer, by the tag in the master data (`de-AT` is `de`); English where there is none of ours. */
export const languageOf = ({ language }: { readonly language?: unknown }): MailLanguage => {
  const [primary] = typeof language === 'string' ? language.toLowerCase().split('-') : [];
  return mailLanguages.find((known) => known === primary) ?? 'en';
};

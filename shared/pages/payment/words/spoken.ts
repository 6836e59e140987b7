import type { MailLanguage } from '../../../domain/dunning/language.ts';
import { type Figures, figuresIn } from '../../../mail/figures.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { PageWords } from './words.ts';

const wordsIn: Readonly<Record<MailLanguage, PageWords>> = { en: english, de: german };

/** What the page says in a language, and how it writes figures in it. */
export const spokenIn = (language: MailLanguage): { readonly words: PageWords; readonly figures: Figures } => ({
  words: wordsIn[language],
  figures: figuresIn(language),
});

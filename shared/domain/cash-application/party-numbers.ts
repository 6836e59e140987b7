import { comparable } from './identity.ts';

/** Shorter ones, such as a number in the register of one court, are many companies'. */
const SHORTEST = 6;

/** Registration and tax numbers in the form in which they are compared: `DE 123 456` is `DE123456`. */
export const partyNumbers = (numbers: readonly (string | null | undefined)[]): readonly string[] => {
  const compared = numbers.map((number) => comparable(number ?? '')).filter((number) => /\d/.test(number));
  return [...new Set(compared)].filter((number) => number.length >= SHORTEST && number.length <= 100);
};

/** Endings of names that banks and registers write as they like, or cut off. */
const LEGAL_FORM =
  /^(?:gmbh|mbh|ag|kg|kgaa|ohg|ug|eg|ev|se|sa|sas|sarl|srl|spa|bv|nv|bvba|ltd|limited|llc|llp|inc|plc|co|corp|company|oy|ab|as|aps|kft|sro|spzoo)$/;

/** The words of a name without case, accents and punctuation; German banks write umlauts with an e. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/(?<=[a-z])\.(?=[a-z]\b)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<![aeiouq])([aou])e/g, '$1')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && word !== '&' && word !== 'und' && word !== 'and');

const withoutLegalForm = (words: readonly string[]): readonly string[] => {
  const end = words.findLastIndex((word) => !LEGAL_FORM.test(word));
  return words.slice(0, end + 1);
};

/** Whether two names are one, written differently: case, accents, punctuation and how the legal form is written apart. */
export const isSameName = (one: string, other: string): boolean => {
  const [first, second] = [withoutLegalForm(wordsOf(one)).join(' '), withoutLegalForm(wordsOf(other)).join(' ')];
  return first !== '' && first === second;
};

/** Beginnings under which a name may be found in the directory: as it is written, and with umlauts for their `e`. */
export const namePrefixes = (name: string): readonly string[] => {
  const [word = ''] = /[\p{L}\p{N}]+/u.exec(name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()) ?? [];
  const folded = word.replace(/(?<![aeiouq])([aou])e/g, '$1');
  const sharp = word.includes('ss') ? [word.slice(0, word.indexOf('ss'))] : [];
  return [...new Set([word, folded, ...sharp])].filter((prefix) => prefix.length > 0);
};

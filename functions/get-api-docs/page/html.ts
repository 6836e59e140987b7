/** Text that is HTML already and is not escaped again. */
export interface Html {
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

type Part = Html | string | number | undefined | readonly Part[];

const render = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
};

/** A template whose values are escaped unless they come from a template themselves; lists are joined. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.reduce((text, literal, index) => text + render(parts[index - 1]) + literal),
});

/** Only for text of our own that is known to be safe, such as the style sheet. */
export const trusted = (text: string): Html => ({ html: text });

/** An anchor name: letters, digits and dashes. */
export const anchor = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

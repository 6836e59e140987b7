import { contentTypeOf } from './body.ts';
import type { ApiEvent } from './exchange.ts';
import { invalidField } from './validation.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * The fields of an HTML form. Nothing at all is a form without fields. A field that is there twice is refused: who
 * reads the first and who reads the last would see two decisions.
 */
export const readForm = (event: ApiEvent, text: string): Readonly<Record<string, string>> => {
  if (text !== '' && contentTypeOf(event) !== FORM_TYPE) throw invalidField('Content-Type', `must be ${FORM_TYPE}`);
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) throw invalidField(name, 'is there more than once');
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
};

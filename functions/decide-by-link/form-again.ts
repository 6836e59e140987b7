import { LinkClosed } from '../../shared/domain/approval/closed-link.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/exchange.ts';
import { page } from '../../shared/http/page-handler.ts';
import { closedPage } from '../../shared/pages/closed.ts';
import type { Field, FormError } from '../../shared/pages/decision/fields.ts';
import type { Wording } from '../../shared/pages/wording.ts';

const UNPROCESSABLE = 422;

const names: Readonly<Record<Field, string>> = {
  decision: 'The decision',
  approvedLimit: 'The approved limit',
  comment: 'The comment',
  code: 'The code',
};

const isField = (name: string | undefined): name is Field => name !== undefined && Object.hasOwn(names, name);

/** What a refusal says about fields of the form; empty when it is about something else. */
export const formErrorsOf = (error: unknown): readonly FormError[] => {
  if (!(error instanceof Refusal) || error.code !== 'unprocessable') return [];
  return error.errors.flatMap(({ path, message }) => {
    const field = path.split('.')[0];
    if (!isField(field)) return [];
    // Refusals of the store go on from the name of the field, or are sentences of their own.
    const text = /^[A-Z]/.test(message) ? message : `${names[field]} ${message}`;
    return [{ field, message: /[.!?]$/.test(text) ? text : `${text}.` }];
  });
};

/** 422: the form once more, with what was typed and what is wrong with it. */
export const formAgain = (html: string): Reply => page(html, UNPROCESSABLE);

/** 422 as well: the wrong code was the last one, and there is no form any more. */
export const closedByCode = (error: unknown, wording: Wording): Reply => {
  if (error instanceof LinkClosed) return page(closedPage(error.closure, wording), UNPROCESSABLE);
  throw error;
};

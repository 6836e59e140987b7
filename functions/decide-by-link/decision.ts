import type { DecideByLinkForm } from '../../shared/contracts/approval-pages.ts';
import type { Wording } from '../../shared/pages/wording.ts';
import type { Context } from '../../shared/store/context.ts';
import type { Directory } from '../../shared/store/limit-requests/directory.ts';

export const FORBIDDEN = 403;

/** A form that was posted to a link, and what it takes to act on it. */
export interface PostedForm {
  readonly context: Context;
  readonly people: Directory;
  readonly token: string;
  readonly form: DecideByLinkForm;
  readonly wording: Wording;
}

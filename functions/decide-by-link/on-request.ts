import type { Reply } from '../../shared/http/exchange.ts';
import { page } from '../../shared/http/page-handler.ts';
import { decisionPage } from '../../shared/pages/decision/page.ts';
import { readDecisionForm } from '../../shared/pages/decision/read-form.ts';
import { recordedPage } from '../../shared/pages/recorded.ts';
import { caseByToken, decideByToken } from '../../shared/store/limit-requests/links.ts';
import { FORBIDDEN, type PostedForm } from './decision.ts';
import { closedByCode, formAgain, formErrorsOf } from './form-again.ts';
import { toRecorded } from './recorded.ts';

/** Decides on a limit request. */
export const decideOnRequest = async ({ context, form, people, token, wording }: PostedForm): Promise<Reply> => {
  const approval = await caseByToken(context, token);
  // The case once more, with what to do in place of the form.
  if (approval.needsSignIn) return page(decisionPage(approval, wording), FORBIDDEN);
  const { choice, code, errors, typed } = readDecisionForm(form, approval);
  if (!choice) return formAgain(decisionPage(approval, wording, { typed, errors }));
  try {
    const recorded = await decideByToken(context, people, token, { ...choice, code: code ?? '' });
    return page(recordedPage(toRecorded(recorded), approval, wording));
  } catch (error) {
    const wrong = formErrorsOf(error);
    if (wrong.length === 0) throw error;
    return caseByToken(context, token).then(
      (shown) => formAgain(decisionPage(shown, wording, { typed, errors: wrong })),
      (closed: unknown) => closedByCode(closed, wording),
    );
  }
};

import type { LegalHandoff } from '../../shared/domain/legal-handoff/handoff.ts';
import type { Reply } from '../../shared/http/exchange.ts';
import { page } from '../../shared/http/page-handler.ts';
import { readDecisionForm } from '../../shared/pages/decision/read-form.ts';
import { handoffPage } from '../../shared/pages/handoff/page.ts';
import { type RecordedHandoff, recordedHandoffPage } from '../../shared/pages/handoff/recorded.ts';
import { decideHandoffByToken, handoffByToken } from '../../shared/store/legal-handoffs/links.ts';
import { FORBIDDEN, type PostedForm } from './decision.ts';
import { closedByCode, formAgain, formErrorsOf } from './form-again.ts';

/** What came of the decision: an approval may find nothing left to hand over. */
const recordedOf = (handoff: LegalHandoff, comment: string | null, now: string): RecordedHandoff => {
  const { decision, status } = handoff;
  const at = decision?.at ?? now;
  if (status === 'APPROVED') return { outcome: 'APPROVED', comment, at };
  return { outcome: decision?.verdict === 'REJECT' ? 'REJECTED' : 'POINTLESS', comment, at };
};

/** Decides whether a case goes to legal. */
export const decideOnHandoff = async ({ context, form, people, token, wording }: PostedForm): Promise<Reply> => {
  const shown = await handoffByToken(context, token);
  // The case once more, with what to do in place of the form.
  if (shown.needsSignIn) return page(handoffPage(shown, wording), FORBIDDEN);
  const { choice, code, errors, typed } = readDecisionForm(form, null);
  if (!choice) return formAgain(handoffPage(shown, wording, { typed, errors }));
  try {
    const say = { verdict: choice.verdict, approved: null, comment: choice.comment, code: code ?? '' };
    const handoff = await decideHandoffByToken(context, people, token, say);
    return page(recordedHandoffPage(recordedOf(handoff, choice.comment, context.moment.now), shown, wording));
  } catch (error) {
    const wrong = formErrorsOf(error);
    if (wrong.length === 0) throw error;
    return handoffByToken(context, token).then(
      (again) => formAgain(handoffPage(again, wording, { typed, errors: wrong })),
      (closed: unknown) => closedByCode(closed, wording),
    );
  }
};

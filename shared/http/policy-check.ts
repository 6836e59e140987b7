import { PolicyDocumentBody } from '../contracts/policy.ts';
import { type DraftedOn, draftProblems } from '../contracts/policy-draft-rules.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { Refusal } from '../errors.ts';
import { invalidFields, pathText, validate } from './validation.ts';

/**
 * What was right when it was stored may be refused by a later release: then it has to be drafted and put right.
 * @param what stands for the document in the refusal, such as "The draft".
 * @throws unprocessable, naming the places.
 */
export const refuseIfWrong =
  (what: string) =>
  (document: PolicyDocument): void => {
    const checked = validate(PolicyDocumentBody, document);
    if (!('errors' in checked)) return;
    const places = checked.errors.map(({ path }) => path).join(', ');
    const why = `${what} would not be accepted any more: ${places}. Draft it anew and put that right.`;
    throw new Refusal('unprocessable', why, checked.errors);
  };

/** @throws validation, naming the places, for a draft with something in it that could never count. */
export const refuseIdleDraft = (document: PolicyDocument, on: DraftedOn): void => {
  const problems = draftProblems(document, on);
  if (problems.length === 0) return;
  throw invalidFields(problems.map(({ message, path }) => ({ path: pathText(path), message })));
};

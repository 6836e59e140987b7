import { PolicyDocumentBody } from '../contracts/policy.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { Refusal } from '../errors.ts';
import { validate } from './validation.ts';

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

import { PolicyDocumentBody } from '../../shared/contracts/policy.ts';
import type { PolicyDocument } from '../../shared/domain/policy/document.ts';
import { validate } from '../../shared/http/validation.ts';

/** What the contract says against a policy: the path of each mistake, and the sentence. */
export const policyErrors = (document: PolicyDocument): readonly (readonly [string, string])[] => {
  const result = validate(PolicyDocumentBody, document);
  return 'errors' in result ? result.errors.map(({ message, path }) => [path, message] as const) : [];
};

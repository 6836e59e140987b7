import { type ApprovalSubject, approvalSubjects } from '../domain/approval/subject.ts';
import { textOrNull } from './attributes.ts';
import type { Item } from './table.ts';

/** What an approval, an assignment or a link is about, where its item says so. */
export const toSubject = (item: Item): { readonly subject?: ApprovalSubject } => {
  const subject = approvalSubjects.find((known) => known === textOrNull(item, 'subject'));
  return subject ? { subject } : {};
};

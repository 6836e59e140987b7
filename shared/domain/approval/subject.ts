/** What an approval is about. Links, approvals and assignments that do not say are about limit requests. */
export const approvalSubjects = ['LIMIT_REQUEST', 'LEGAL_HANDOFF'] as const;
export type ApprovalSubject = (typeof approvalSubjects)[number];

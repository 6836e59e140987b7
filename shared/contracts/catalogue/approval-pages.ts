import { ApprovalLinkParams, DecideByLinkForm } from '../approval-pages.ts';
import type { Contract } from './contract.ts';

const page = (description: string) => [{ status: 200, description, otherTypes: ['text/html'] }] as const;

/** The pages behind the link of a mail to an approver. */
export const approvalPageContracts = {
  showApproval: {
    summary: 'Show what an emailed link asks to decide, as a page; changes nothing',
    topic: 'Approval by link',
    params: ApprovalLinkParams,
    page: true,
    answers: page('The case and the form'),
  },
  headApproval: {
    summary: 'Tell whether an emailed link still opens something; changes nothing',
    topic: 'Approval by link',
    params: ApprovalLinkParams,
    page: true,
    answers: [{ status: 200, description: 'It does' }],
  },
  decideByLink: {
    summary: 'Decide by an emailed link, with the code that stands beside it',
    topic: 'Approval by link',
    params: ApprovalLinkParams,
    form: DecideByLinkForm,
    page: true,
    answers: page('What was recorded, and what happens next'),
  },
} as const satisfies Record<string, Contract>;

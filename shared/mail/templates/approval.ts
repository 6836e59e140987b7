import type { MessageOf } from '../../contracts/mails.ts';
import { type Block, fact, type LinkAndCode, type MailContent } from '../content.ts';
import { instantText, moneyText, percentText } from '../wording.ts';
import { whatOthersSaid, whyYou } from './approval-story.ts';
import { requestFacts, shortName, whatIsAsked } from './request-facts.ts';

export interface Wording {
  /** IANA zone in which times are told. */
  readonly timeZone: string;
}

type ApprovalRequest = MessageOf<'approval-request'>;
type Approval = Pick<ApprovalRequest, 'data'>;

const presentLimit = ({ currentLimit, unlimited }: Approval['data']): string => {
  if (unlimited) return 'unlimited';
  return currentLimit === null ? 'none' : moneyText(currentLimit);
};

const recommended = ({ recommendedBecause, recommendedLimit }: Approval['data']): string | null => {
  if (recommendedLimit) return moneyText(recommendedLimit);
  return recommendedBecause && recommendedBecause.length > 0 ? 'none' : null;
};

const standing = ({ data }: Approval): Block => ({
  kind: 'facts',
  title: 'Where the customer stands',
  facts: [
    ...fact('Present limit', presentLimit(data)),
    ...fact('Recommended limit', data.kind === 'ORDER_RELEASE' ? null : recommended(data)),
    ...fact('Exposure', moneyText(data.exposure)),
    ...fact('Utilization', data.utilization === null ? 'no limit to measure by' : percentText(data.utilization)),
    ...fact('Utilization if approved', ratio(data.utilizationIfApproved)),
    ...fact('Overdue', data.overdue && moneyText(data.overdue)),
    ...fact('Grade', data.grade),
  ],
});

/** How the recommended limit was reckoned, or why there is none. */
const recommendedBecause = ({ data: { kind, recommendedBecause: reasons = [] } }: Approval): readonly Block[] =>
  kind === 'ORDER_RELEASE' || reasons.length === 0
    ? []
    : [{ kind: 'note', text: `About the recommended limit: ${reasons.join(' ')}` }];

const ratio = (value: number | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : percentText(value);

/** Everything that both mails to an approver say. */
const caseOf = (approval: Approval, { timeZone }: Wording, access: LinkAndCode | null): readonly Block[] => {
  if (!access) throw new TypeError('A mail to an approver needs a link and a code.');
  const { data } = approval;
  const others = data.alsoAsked.length === 0 ? 'Nobody else was asked on this level.' : data.alsoAsked.join(', ');
  return [
    { kind: 'facts', title: 'The request', facts: requestFacts(data) },
    standing(approval),
    ...recommendedBecause(approval),
    { kind: 'quote', title: `Reason given by ${data.requestedBy}`, text: data.reason },
    ...whatOthersSaid(data, timeZone),
    {
      kind: 'facts',
      title: 'The decision',
      facts: [
        ...fact('Level', `${data.level} of ${data.levels}, ${data.role}`),
        ...fact('Also asked', others),
        ...fact('Ends', instantText(data.endsAt, timeZone)),
      ],
    },
    { kind: 'action', label: 'Open the request', href: access.link, code: access.code },
    {
      kind: 'note',
      text: 'The page asks for the code before it takes a decision. The link and the code are meant for you alone: please do not forward this mail.',
    },
    { kind: 'note', text: 'You get this mail because you approve credit limits. Replies are not read.' },
  ];
};

/** Asks an approver to decide. */
export const approvalRequest = (
  message: ApprovalRequest,
  wording: Wording,
  access: LinkAndCode | null,
): MailContent => {
  const { data } = message;
  return {
    subject: `Decision needed: ${whatIsAsked(data)} for ${shortName(data)}`,
    preview: `${data.requestedBy} asks for it. It ends ${instantText(data.endsAt, wording.timeZone)}.`,
    heading: `Please decide: ${whatIsAsked(data)}`,
    blocks: [
      { kind: 'paragraph', text: `${data.requestedBy} asks for it, for ${data.customer.legalName}.` },
      ...whyYou(data, wording.timeZone),
      ...caseOf(message, wording, access),
    ],
  };
};

/** Reminds an approver, with a link and a code that take the place of the earlier ones. */
export const approvalReminder = (
  message: MessageOf<'approval-reminder'>,
  wording: Wording,
  access: LinkAndCode | null,
): MailContent => {
  const { data } = message;
  return {
    subject: `Reminder: ${whatIsAsked(data)} for ${shortName(data)} waits for your decision`,
    preview: `Asked ${instantText(data.askedAt, wording.timeZone)}. It ends ${instantText(data.endsAt, wording.timeZone)}.`,
    heading: `Still waiting for you: ${whatIsAsked(data)}`,
    blocks: [
      {
        kind: 'paragraph',
        text: `You were asked on ${instantText(data.askedAt, wording.timeZone)} and nobody has decided yet. Please use the link and the code of this mail; earlier ones may have been replaced.`,
      },
      ...whyYou(data, wording.timeZone),
      ...caseOf(message, wording, access),
    ],
  };
};

import type { MessageOf } from '../../contracts/mails.ts';
import type { Block } from '../content.ts';
import { dateText, instantText, listText, moneyText } from '../wording.ts';

type Data = MessageOf<'approval-request'>['data'];
type Earlier = NonNullable<Data['earlier']>[number];

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** What approving means, where it is more than a new limit. */
const meaning = ({ kind, orderId }: Data): readonly Block[] =>
  kind === 'ORDER_RELEASE'
    ? [
        paragraph(
          `A credit check has held order ${orderId ?? ''} back. Approving lets this order pass its next check once, up to this amount; the limit of the customer stays as it is.`,
        ),
      ]
    : [];

const standingIn = ({ awayUntil, onBehalfOf }: Data): readonly Block[] =>
  onBehalfOf
    ? [paragraph(`You are asked for ${onBehalfOf}, who is away${awayUntil ? ` until ${dateText(awayUntil)}` : ''}.`)]
    : [];

const escalated = ({ escalatedFrom }: Data, timeZone: string): readonly Block[] => {
  if (!escalatedFrom || escalatedFrom.approvers.length === 0) return [];
  const { approvers, askedAt, role } = escalatedFrom;
  const [was, has] = approvers.length === 1 ? ['was', 'has'] : ['were', 'have'];
  const asked = `${listText(approvers)} of ${role} ${was} asked on ${instantText(askedAt, timeZone)} and ${has} not decided.`;
  return [paragraph(`${asked} It is now with you as well, and may still be decided by whoever was asked before.`)];
};

const afterWrongCodes = (data: Data): readonly Block[] =>
  data.afterWrongCodes
    ? [
        paragraph(
          'The link of your earlier mail has ended, because a wrong code, or none, was given too often. If it was not you who tried: some mail programs follow links by themselves. Please use the link and the code of this mail.',
        ),
      ]
    : [];

/** Why this approver is asked, and why now. */
export const whyYou = (data: Data, timeZone: string): readonly Block[] => [
  ...meaning(data),
  ...standingIn(data),
  ...escalated(data, timeZone),
  ...afterWrongCodes(data),
];

const verdictText = ({ decision = 'APPROVE' }: Earlier): string => {
  switch (decision) {
    case 'APPROVE':
      return 'was approved';
    case 'REJECT':
      return 'was rejected';
    case 'RETURN':
      return 'was returned for information';
    default:
      return decision satisfies never;
  }
};

const earlierDecision = (decision: Earlier): Block => {
  const { approvedLimit, by, comment, level, onBehalfOf, role } = decision;
  const who = `${by}${role ? ` (${role})` : ''}${onBehalfOf ? ` on behalf of ${onBehalfOf}` : ''}`;
  const decided = `Level ${level} ${verdictText(decision)} by ${who}${approvedLimit ? ` for ${moneyText(approvedLimit)}` : ''}`;
  return comment ? { kind: 'quote', title: decided, text: comment } : paragraph(`${decided}.`);
};

/** What others have said of the request before: decisions, and what was told when it had been returned. */
export const whatOthersSaid = ({ earlier = [], information = [] }: Data, timeZone: string): readonly Block[] => [
  ...earlier.map(earlierDecision),
  ...information.map(
    ({ at, by, text }): Block => ({
      kind: 'quote',
      title: `Information given by ${by} on ${instantText(at, timeZone)}`,
      text,
    }),
  ),
];

import { createElement as h, type ReactElement } from 'react';
import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { moneyText, percentText } from '../../mail/wording.ts';
import { decisionText, numberText, plural, roleText, shortInstantText, type Wording } from '../wording.ts';
import { exposurePicture } from './exposure-picture.ts';
import { card, quote, row, step, tile } from './facts.ts';

/** Above this share of the limit a utilization is worth a second look. */
const USED_UP = 1;

const utilization = ({ kind, utilization: now, utilizationIfApproved: then }: ApprovalCase): ReactElement => {
  if (now === null && then === null) {
    return h('p', { className: 'soft small' }, 'There is no limit to measure the exposure by.');
  }
  const share = (label: string, ratio: number | null): ReactElement | null =>
    ratio === null ? null : tile(label, percentText(ratio), ratio > USED_UP);
  return h(
    'dl',
    { className: 'tiles large' },
    share('of the limit in force', now),
    share(kind === 'ORDER_RELEASE' ? 'with this order' : 'if approved', then),
  );
};

const presentLimit = ({ currentLimit, unlimited }: ApprovalCase): string => {
  if (unlimited) return 'Unlimited';
  return currentLimit === null ? 'None' : moneyText(currentLimit);
};

/** The order is drawn when it stands on the same scale as the exposure. */
const asked = ({ kind, requested, exposure: { currency } }: ApprovalCase): ReactElement =>
  kind === 'ORDER_RELEASE'
    ? row('This order', moneyText(requested), { swatch: requested.currency === currency ? 'added' : undefined })
    : row('Requested limit', moneyText(requested), { swatch: 'wanted' });

const overdueRow = ({ overdue: { amount, maxDaysPastDue } }: ApprovalCase): ReactElement => {
  const isBad = maxDaysPastDue > 0;
  const label = isBad ? `Overdue, up to ${plural(maxDaysPastDue, 'day')}` : 'Overdue';
  return row(label, moneyText(amount), { isBad });
};

const exposure = (approval: ApprovalCase): ReactElement => {
  const { kind, recommendedLimit, recommendedBecause: reasons } = approval;
  const { exposure: now, exposureWhenAssessed: before, currentLimit } = approval;
  return card(
    'Exposure and limit',
    utilization(approval),
    exposurePicture(approval),
    h(
      'dl',
      { className: 'rows' },
      row('Exposure', moneyText(now), { swatch: 'used' }),
      now.amount === before.amount ? null : row('When assessed', moneyText(before)),
      overdueRow(approval),
      row('Present limit', presentLimit(approval), { swatch: currentLimit === null ? undefined : 'room' }),
      asked(approval),
      kind === 'ORDER_RELEASE' || (recommendedLimit === null && reasons.length === 0)
        ? null
        : row('Recommended limit', recommendedLimit === null ? 'None' : moneyText(recommendedLimit)),
    ),
    kind === 'ORDER_RELEASE' ? null : recommendedBecause(approval),
  );
};

/** How the recommended limit was reckoned, or why there is none. */
const recommendedBecause = ({ recommendedBecause: reasons }: ApprovalCase): ReactElement | null =>
  reasons.length === 0
    ? null
    : h(
        'details',
        { className: 'because' },
        h('summary', null, 'How the recommendation comes about'),
        h('ul', null, ...reasons.map((reason) => h('li', null, oneLine(reason)))),
      );

const behaviour = ({ grade, behaviour: paid }: ApprovalCase): ReactElement => {
  const { onTimeRatio, averageDaysToPay, averageDaysLate, invoicesPaid } = paid;
  const known = (value: number | null, text: (value: number) => string): string => (value === null ? '–' : text(value));
  return card(
    'Payment behaviour',
    h(
      'dl',
      { className: 'tiles' },
      tile('Grade', grade === null ? '–' : oneLine(grade)),
      tile('Paid on time', known(onTimeRatio, percentText)),
      tile('Days to pay', known(averageDaysToPay, numberText)),
      tile('Days late', known(averageDaysLate, numberText)),
      tile('Invoices paid', numberText(invoicesPaid)),
    ),
  );
};

const earlier = ({ earlier: decisions }: ApprovalCase, { timeZone }: Wording): ReactElement | null => {
  if (decisions.length === 0) return null;
  const steps = decisions.map(({ level, role, by, onBehalfOf, decision, at, approvedLimit, comment }) =>
    step(
      onBehalfOf === null ? by : `${by} for ${onBehalfOf}`,
      decisionText(decision, approvedLimit),
      `Level ${level}, ${roleText(role)} · ${shortInstantText(at, timeZone)}`,
      comment,
    ),
  );
  return card('Decided before', h('ol', { className: 'steps' }, ...steps));
};

const information = ({ information: given }: ApprovalCase, { timeZone }: Wording): ReactElement | null => {
  if (given.length === 0) return null;
  const steps = given.map(({ by, at, text }) => step(by, 'answered', shortInstantText(at, timeZone), text));
  return card('Information given since', h('ol', { className: 'steps' }, ...steps));
};

/** The case: why it is asked, how the customer stands and pays, and what others said. */
export const caseContent = (approval: ApprovalCase, wording: Wording): ReactElement =>
  h(
    'div',
    { className: 'case' },
    card(
      'Reason',
      quote(approval.reason),
      h(
        'p',
        { className: 'soft small' },
        `${oneLine(approval.requestedBy)} · ${shortInstantText(approval.createdAt, wording.timeZone)}`,
      ),
    ),
    exposure(approval),
    behaviour(approval),
    earlier(approval, wording),
    information(approval, wording),
  );

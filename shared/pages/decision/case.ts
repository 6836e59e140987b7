import { createElement as h, type ReactElement } from 'react';
import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { instantText, moneyText, percentText } from '../../mail/wording.ts';
import { decisionText, numberText, plural, roleText, type Wording } from '../wording.ts';
import { exposurePicture } from './exposure-picture.ts';
import { card, quote, row, step, tile } from './facts.ts';

/** Above this share of the limit a utilization is worth a second look. */
const USED_UP = 1;

const percent = (ratio: number): ReactElement =>
  h('strong', ratio > USED_UP ? { className: 'bad' } : null, percentText(ratio));

const utilization = ({ kind, utilization: now, utilizationIfApproved: then }: ApprovalCase): ReactElement | null => {
  const later = kind === 'ORDER_RELEASE' ? 'with this order' : 'if approved';
  if (now === null && then === null)
    return h('p', { className: 'soft' }, 'There is no limit to measure the exposure by.');
  return h(
    'p',
    { className: 'shift' },
    now === null ? null : percent(now),
    now === null ? null : h('span', { className: 'soft' }, 'of the limit in force is used'),
    then === null ? null : percent(then),
    then === null ? null : h('span', { className: 'soft' }, later),
  );
};

const presentLimit = ({ currentLimit, unlimited }: ApprovalCase): string => {
  if (unlimited) return 'Unlimited';
  return currentLimit === null ? 'None' : moneyText(currentLimit);
};

const exposure = (approval: ApprovalCase): ReactElement => {
  const { kind, requested, recommendedLimit, exposure: now, exposureWhenAssessed: before, currentLimit } = approval;
  const isOrder = kind === 'ORDER_RELEASE';
  const asked = isOrder
    ? row('This order', moneyText(requested), requested.currency === now.currency ? 'added' : undefined)
    : row('Requested limit', moneyText(requested), 'wanted');
  return card(
    'Exposure and limit',
    utilization(approval),
    exposurePicture(approval),
    h(
      'dl',
      { className: 'rows' },
      row('Exposure', moneyText(now), 'used'),
      now.amount === before.amount ? null : row('When it was assessed', moneyText(before)),
      row('Present limit', presentLimit(approval), currentLimit === null ? undefined : 'room'),
      asked,
      recommendedLimit === null || isOrder ? null : row('Recommended limit', moneyText(recommendedLimit)),
    ),
  );
};

const behaviour = ({ grade, overdue, behaviour: paid }: ApprovalCase): ReactElement => {
  const { onTimeRatio, averageDaysToPay, averageDaysLate, invoicesPaid } = paid;
  const late = overdue.maxDaysPastDue > 0;
  const known = (value: number | null, text: (value: number) => string): string => (value === null ? '–' : text(value));
  return card(
    'Payment behaviour',
    h(
      'dl',
      { className: 'tiles' },
      tile('Grade', grade === null ? '–' : oneLine(grade)),
      tile('Paid on time', known(onTimeRatio, percentText)),
      tile('Invoices paid', numberText(invoicesPaid)),
      tile('Days to pay', known(averageDaysToPay, numberText)),
      tile('Days late', known(averageDaysLate, numberText)),
      tile(
        'Overdue',
        moneyText(overdue.amount),
        late ? 'bad' : undefined,
        late ? `for up to ${plural(overdue.maxDaysPastDue, 'day')}` : undefined,
      ),
    ),
  );
};

const earlier = ({ earlier: decisions }: ApprovalCase, { timeZone }: Wording): ReactElement | null => {
  if (decisions.length === 0) return null;
  const steps = decisions.map(({ level, role, by, onBehalfOf, decision, at, approvedLimit, comment }) =>
    step(
      onBehalfOf === null ? by : `${by} for ${onBehalfOf}`,
      decisionText(decision, approvedLimit),
      `Level ${level}, ${roleText(role)} · ${instantText(at, timeZone)}`,
      comment,
    ),
  );
  return card('Decided before', h('ol', { className: 'steps' }, ...steps));
};

const information = ({ information: given }: ApprovalCase, { timeZone }: Wording): ReactElement | null => {
  if (given.length === 0) return null;
  const steps = given.map(({ by, at, text }) => step(by, 'answered', instantText(at, timeZone), text));
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
        `${oneLine(approval.requestedBy)} · ${instantText(approval.createdAt, wording.timeZone)}`,
      ),
    ),
    exposure(approval),
    behaviour(approval),
    earlier(approval, wording),
    information(approval, wording),
  );

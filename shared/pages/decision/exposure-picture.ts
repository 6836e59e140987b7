import { createElement as h, type ReactElement } from 'react';
import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { moneyText, percentText } from '../../mail/wording.ts';
import type { MoneyJson } from '../../money.ts';

type Drawn = Pick<
  ApprovalCase,
  'kind' | 'requested' | 'currentLimit' | 'unlimited' | 'exposure' | 'utilization' | 'utilizationIfApproved'
>;

const WIDTH = 340;
const HEIGHT = 40;
/** What is beyond the last mark, so that it can be seen as one. */
const AIR = 1.04;

/** Only for drawing: amounts are told in figures beside the picture. */
const size = ({ amount }: MoneyJson): number => Math.max(0, Number(amount));

/** The amounts to draw, in the currency of the exposure; one in another currency cannot stand on the same scale. */
const amountsOf = ({ kind, requested, currentLimit, exposure }: Drawn) => {
  const wanted = requested.currency === exposure.currency ? size(requested) : null;
  return {
    used: size(exposure),
    limit: currentLimit && size(currentLimit),
    wantedLimit: kind === 'ORDER_RELEASE' ? null : wanted,
    order: kind === 'ORDER_RELEASE' ? wanted : null,
  };
};

const bar = (className: string, from: number, to: number, inset: number): ReactElement | null =>
  to <= from
    ? null
    : h('rect', {
        key: `${className}-${from}`,
        className,
        x: from,
        y: inset,
        width: to - from,
        height: HEIGHT - 2 * inset,
      });

const edge = (className: string, at: number): ReactElement =>
  h('line', { key: className, className, x1: at, x2: at, y1: 0, y2: HEIGHT });

/** The picture in words, for who cannot see it. */
const inWords = (drawn: Drawn): string => {
  const { kind, requested, currentLimit, unlimited, exposure, utilization, utilizationIfApproved: then } = drawn;
  const limit = unlimited
    ? 'no limit'
    : currentLimit === null
      ? 'no limit yet'
      : `a limit of ${moneyText(currentLimit)}`;
  const asked = kind === 'ORDER_RELEASE' ? 'the order over' : 'the requested limit of';
  return [
    `Exposure of ${moneyText(exposure)} against ${limit} and ${asked} ${moneyText(requested)}.`,
    utilization === null ? '' : `Utilization is ${percentText(utilization)} now.`,
    then === null ? '' : `It would be ${percentText(then)} if approved.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
};

/**
 * Exposure as a bar against the present and the requested limit; of an order, what it adds. What is above the present
 * limit has a colour of its own. `null` where there is nothing to draw.
 */
export const exposurePicture = (drawn: Drawn): ReactElement | null => {
  const { used, limit, wantedLimit, order } = amountsOf(drawn);
  const total = used + (order ?? 0);
  const most = Math.max(total, limit ?? 0, wantedLimit ?? 0);
  if (most === 0) return null;
  const x = (amount: number): number => Math.round((amount / most / AIR) * WIDTH * 10) / 10;
  const within = limit === null ? used : Math.min(used, limit);
  return h(
    'svg',
    { className: 'picture', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': 'picture-words' },
    h('title', { id: 'picture-words' }, inWords(drawn)),
    bar('wanted', 0, x(wantedLimit ?? 0), 4),
    bar('room', 0, x(limit ?? 0), 4),
    bar('used', 0, x(within), 12),
    bar('over', x(within), x(used), 12),
    bar('added', x(used), x(total), 12),
    limit === null ? null : edge('edge', x(limit)),
    wantedLimit === null ? null : edge('edge-wanted', x(wantedLimit)),
  );
};

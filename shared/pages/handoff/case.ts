import { createElement as h, type ReactElement } from 'react';
import type { HandoffCase } from '../../contracts/handoff-case.ts';
import { dateText, moneyText } from '../../mail/wording.ts';
import { card, row, step, tile } from '../decision/facts.ts';
import { plural, shortInstantText, type Wording } from '../wording.ts';

/** What is claimed, one amount beside the other; a dash where nothing is left. */
export const amountsText = ({ totals }: Pick<HandoffCase, 'totals'>): string =>
  totals.length === 0 ? '–' : totals.map(moneyText).join(' and ');

const claim = (handoff: HandoffCase): ReactElement => {
  const { brokenPromises, grade, maxDaysPastDue, oldestDueOn } = handoff;
  return card(
    'The claim',
    h(
      'dl',
      { className: 'tiles' },
      tile('Days late', String(maxDaysPastDue), maxDaysPastDue > 0),
      tile('Grade', grade ?? '–'),
      tile('Promises broken', String(brokenPromises), brokenPromises > 0),
    ),
    h(
      'dl',
      { className: 'rows' },
      row('Overdue', amountsText(handoff), { isBad: true }),
      oldestDueOn === null ? null : row('Oldest due', dateText(oldestDueOn)),
    ),
  );
};

const invoices = ({ invoices: listed, moreInvoices }: HandoffCase): ReactElement =>
  card(
    'Invoices',
    listed.length === 0
      ? h('p', { className: 'soft small' }, 'Nothing is left that could be handed over.')
      : h(
          'dl',
          { className: 'rows' },
          ...listed.map(({ daysPastDue, dueOn, invoiceId, remaining }) =>
            row(`${invoiceId}, due ${dateText(dueOn)}, ${plural(daysPastDue, 'day')} late`, moneyText(remaining)),
          ),
        ),
    moreInvoices === 0 ? null : h('p', { className: 'soft small' }, `And ${plural(moreInvoices, 'more invoice')}.`),
  );

const story = ({ timeline }: HandoffCase, { timeZone }: Wording): ReactElement =>
  card(
    'What was done so far',
    h(
      'ol',
      { className: 'steps' },
      ...timeline.map(({ at, by, text }) => step(by ?? '', text, shortInstantText(at, timeZone), null)),
    ),
  );

/** The case: what is owed, and what was done about it. */
export const handoffContent = (handoff: HandoffCase, wording: Wording): ReactElement =>
  h('div', { className: 'case' }, claim(handoff), invoices(handoff), story(handoff, wording));

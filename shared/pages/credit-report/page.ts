import { Fragment, createElement as h, type ReactElement } from 'react';
import type { CreditReportView } from '../../contracts/credit-report.ts';
import type { Section } from '../../documents/credit-report/outline/blocks.ts';
import { outlineOf } from '../../documents/credit-report/outline/outline.ts';
import { oneLine, shorten } from '../../mail/clean.ts';
import { dateText, instantText } from '../../mail/wording.ts';
import { documentOf } from '../document.ts';
import { headersFor } from '../security.ts';
import { sectionCard } from './blocks.ts';
import { reportStyle } from './style.ts';

/** Names may have 200 characters; a heading on a phone should not. */
const LONGEST_NAME = 120;

/** Wide sections by themselves, and those between them in columns where there is room. */
const inColumns = (sections: readonly Section[]): readonly ReactElement[] => {
  const groups: Section[][] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (last && !section.isWide && !last[0]?.isWide) last.push(section);
    else groups.push([section]);
  }
  return groups.map((group) =>
    h('div', { className: group.length > 1 ? 'columns' : 'across' }, ...group.map(sectionCard)),
  );
};

/** The credit report as a page that can be read on a phone and printed. It runs no script and loads nothing. */
export const creditReportPage = (report: CreditReportView): string => {
  const name = shorten(oneLine(report.legalName), LONGEST_NAME);
  return documentOf({
    title: `Credit report: ${name}`,
    note: 'Credit report',
    style: reportStyle,
    content: h(
      Fragment,
      null,
      h(
        'div',
        { className: 'headline' },
        h('h1', null, name),
        h('p', { className: 'lead' }, `${oneLine(report.customerId)} · as of ${dateText(report.asOf)}`),
      ),
      ...inColumns(outlineOf(report)),
    ),
    footer: [
      `Made ${instantText(report.madeAt, report.timeZone)}. Times are those of ${report.timeZone}.`,
      `By version ${report.score.policyVersion} of the credit policy.`,
    ],
  });
};

export const creditReportHeaders = headersFor(reportStyle);

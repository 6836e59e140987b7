import type { Content } from 'pdfmake/interfaces.js';
import {
  type BundleContent,
  type BundleFile,
  canonicalBytes,
  WHOLE_DOCUMENT,
} from '../../domain/legal-handoff/bundle.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import { newPage } from '../layout.ts';
import { renderPdf } from '../pdf.ts';
import { dunningLogContent } from './dunning-log.ts';
import { statementContent, summaryContent } from './statement.ts';

const PDF = 'application/pdf';
const JSON_TYPE = 'application/json';

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && typeof (value as Money).minorUnits === 'bigint';

/** Facts as JSON, amounts as they are written everywhere. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_name, inner: unknown) => (isMoney(inner) ? toMoneyJson(inner) : inner)));

const data = (name: string, value: unknown): BundleFile => ({
  name,
  mediaType: JSON_TYPE,
  content: canonicalBytes(plain(value)),
});

const paper = async (
  { creditor, handoff, legalName, sealedAt, timeZone }: BundleContent,
  name: string,
  title: string,
  content: readonly Content[],
): Promise<BundleFile> => ({
  name,
  mediaType: PDF,
  content: await renderPdf({
    title: `${title}: ${legalName}`,
    author: creditor,
    createdAt: sealedAt,
    footer: `${creditor} · handoff ${handoff.handoffId} · sealed ${sealedAt} · times of ${timeZone}`,
    content,
  }),
});

/** A section of the whole document on a page of its own. */
const section = (content: readonly Content[]): Content => newPage({ stack: [...content] });

/**
 * Everything that was gathered as files, in the order in which the manifest names them: the facts as canonical JSON for
 * machines, and statement and dunning log as PDF for people, each by itself and in one document.
 */
export const bundleFiles = async (content: BundleContent): Promise<readonly BundleFile[]> => {
  const { agreements, asOf, customerId, debtor, interest, interestTotals, legalName, messages, promises } = content;
  const { statement, timeline, totals, unappliedCash, unlisted } = content;
  const account = statementContent(content);
  const log = dunningLogContent(content);
  return [
    await paper(content, WHOLE_DOCUMENT, 'Legal handoff', [
      ...summaryContent(content),
      section(statementContent(content)),
      section(dunningLogContent(content)),
    ]),
    await paper(content, 'statement.pdf', 'Statement of account', account),
    await paper(content, 'dunning-log.pdf', 'Dunning log', log),
    data('debtor.json', { customerId, legalName, masterData: debtor }),
    data('agreements.json', agreements),
    data('statement.json', {
      customerId,
      asOf,
      claimed: totals,
      unappliedCash,
      unlisted,
      items: statement.map(({ document: _document, ...line }) => line),
    }),
    data(
      'invoices.json',
      statement.filter(({ claimed }) => claimed !== null),
    ),
    data('interest.json', { asOf, dayCount: 'ACT/365F', totals: interestTotals, invoices: interest }),
    data('messages.json', messages),
    data('promises.json', promises),
    data('timeline.json', timeline),
  ];
};

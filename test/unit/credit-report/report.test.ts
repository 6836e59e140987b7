import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { CreditReportView } from '../../../shared/contracts/credit-report.ts';
import { creditReportPdf } from '../../../shared/documents/credit-report/document.ts';
import { noBehaviour } from '../../../shared/domain/behaviour/behaviour.ts';
import { monthsOfReport, paidIn } from '../../../shared/domain/credit-report/months.ts';
import { creditReportHeaders, creditReportPage } from '../../../shared/pages/credit-report/page.ts';
import { aCreditReport } from '../../support/credit-report.ts';
import { textOf } from '../../support/page-text.ts';

const pdfText = async (report: CreditReportView): Promise<string> => {
  const data = new Uint8Array(await creditReportPdf(report));
  const document = await getDocument({ data, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages.join(' ').replace(/\s+/g, ' ');
};

/** What a report has to tell, wherever it stands. */
const told = [
  'Acme Maschinenbau GmbH',
  'EUR 40,000.00',
  'EUR 33,450.50',
  'Exposure against the limit',
  'Days late by month of payment',
  '83 points are missing for grade B, which needs 695.',
  'no outside rating in force',
  '50 (neutral)',
  'Grade C counts for 80 % of it: 25173.33 EUR.',
  'INV-2026-0131 (disputed)',
  'Limit exceeded, Overdue',
  'Allgemeine Kreditversicherung',
  'AGR-7',
  'EUR 2,120.00 promised by 25 March 2026',
];

describe('a credit report', () => {
  it('should be told whole, by the page and by the PDF', async () => {
    expect(CreditReportView.parse(aCreditReport())).toEqual(aCreditReport());
    const [page, paper] = [textOf(creditReportPage(aCreditReport())), await pdfText(aCreditReport())];
    for (const text of told) {
      expect(page).toContain(text);
      expect(paper).toContain(text);
    }
  });

  it('should be the same bytes for the same report, whenever it is made', async () => {
    const first = await creditReportPdf(aCreditReport());
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(Buffer.compare(await creditReportPdf(aCreditReport()), first)).toBe(0);
  });

  it('should show names as text, whatever stands in them', async () => {
    const name = '<script>alert(1)</script>"&\u202E';
    const { profile } = aCreditReport();
    const hostile = aCreditReport({
      legalName: name,
      customerId: '<b>',
      profile: { ...profile, legalName: name, segment: name, holdReasons: [name] },
      collections: { case: null, disputes: [{ disputeId: 'D', invoiceIds: ['I'], reason: `${name}\nlines` }] },
    });
    const html = creditReportPage(hostile);
    expect(html).not.toMatch(/<script|<b>|\u202E/);
    expect(textOf(html)).toContain('<script>alert(1)</script>"&');
    expect(await pdfText(hostile)).toContain('<script>alert(1)</script>"&');
  });

  it('should run and load nothing, and have its own style sheet allowed by its hash', () => {
    const html = creditReportPage(aCreditReport());
    expect(html).not.toMatch(/<script|<link|<img|<iframe|style="|onload|src=|url\(/);
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(creditReportHeaders['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(creditReportHeaders['content-security-policy']).toContain("default-src 'none'");
  });

  it('should say what keeps the grade from rising, on the page and in the document', async () => {
    const text =
      'The score is enough for grade C (545), but the grade is no better than D while 60 days or more past due.';
    const ceiling = { fact: 'DAYS_PAST_DUE', days: 60, grade: 'D' } as const;
    const { score } = aCreditReport();
    const nextGrade = { grade: 'C', from: 545, missing: 0, boundBy: [ceiling], text } as const;
    const bound = aCreditReport({ score: { ...score, nextGrade: { ...nextGrade, boundBy: [ceiling] } } });
    expect(textOf(creditReportPage(bound))).toContain(text);
    expect(await pdfText(bound)).toContain('no better than D while 60 days or more past due.');
  });

  it('should hold for a customer of whom nothing is known', async () => {
    const blank = aCreditReport();
    const nothing = aCreditReport({
      score: { ...blank.score, score: null, grade: null, nextGrade: null, contributions: [], raises: [] },
      months: blank.months.map((month) => ({
        ...month,
        ...{ exposure: null, effectiveLimit: null, invoicesPaid: 0, paidOnTime: 0 },
        ...{ averageDaysLate: null, worstDaysLate: null },
      })),
      ...{ decisions: [], covers: [], ratings: [], agreements: [], oldestInvoices: [] },
      collections: { case: null, disputes: [] },
    });
    const page = textOf(creditReportPage(nothing));
    expect(page).toContain('No order has been checked lately.');
    expect(page).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(await pdfText(nothing)).toContain('Nothing is open.');
  });
});

describe('the months of a report', () => {
  it('should be the current one and the eleven before, the oldest first', () => {
    const months = monthsOfReport('2026-03-20');
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2025-04', '2026-03']);
  });

  it('should tell how what was paid in them was paid', () => {
    const sums = {
      ...noBehaviour,
      invoicesPaid: 4,
      paidOnTime: 3,
      daysLate: 10,
      lateBy: new Map([
        [0, 3],
        [10, 1],
      ]),
    };
    expect(paidIn(new Map([['2026-03', sums]]), '2026-03')).toEqual({
      ...{ invoicesPaid: 4, paidOnTime: 3, averageDaysLate: 2.5, worstDaysLate: 10 },
    });
    const none = { invoicesPaid: 0, paidOnTime: 0, averageDaysLate: null, worstDaysLate: null };
    expect(paidIn(new Map(), '2026-03')).toEqual(none);
    expect(paidIn(new Map([['2026-03', { ...sums, invoicesPaid: -1 }]]), '2026-03')).toEqual(none);
  });
});

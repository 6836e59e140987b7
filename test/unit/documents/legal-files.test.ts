import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { bundleFiles } from '../../../shared/documents/legal/files.ts';
import { partOf } from '../../../shared/domain/legal-handoff/bundle.ts';
import { bundleContent } from '../../support/bundle-content.ts';

const textOf = async (content: Uint8Array): Promise<string> => {
  const document = await getDocument({ data: new Uint8Array(content), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await (await document.getPage(number)).getTextContent();
    pages.push(page.items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages.join('\n').replace(/\s+/g, ' ');
};

const fileOf = async (name: string, changes: Parameters<typeof bundleContent>[0] = {}): Promise<Uint8Array> => {
  const file = (await bundleFiles(bundleContent(changes))).find((one) => one.name === name);
  if (!file) throw new Error(`there is no ${name}`);
  return file.content;
};

describe('the files of a bundle', () => {
  it('should be the same bytes for the same facts, whenever they are made', async () => {
    const first = (await bundleFiles(bundleContent())).map(partOf);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await bundleFiles(bundleContent())).map(partOf)).toEqual(first);
    const other = (await bundleFiles(bundleContent({ legalName: 'Other' }))).map(partOf);
    expect(other.find(({ name }) => name === 'statement.pdf')).not.toEqual(
      first.find(({ name }) => name === 'statement.pdf'),
    );
  });

  it('should state the claim, the interest with its formula, and who owes it, in names of any alphabet of Europe', async () => {
    const text = await textOf(await fileOf('statement.pdf'));
    for (const told of ['Łódź Handel (K-1)', 'HRB 1', 'EUR 1,000.00', 'EUR 11.24', '9.12', 'Actual/365 Fixed']) {
      expect(text).toContain(told);
    }
  });

  it('should log each message with what became of it and what it said, promises, and the story', async () => {
    const text = await textOf(await fileOf('dunning-log.pdf'));
    for (const told of [
      'Delivered, 3 March 2026',
      'I-1: EUR 1000.00',
      'mailbox full',
      'Broken',
      'Friendly reminder about',
    ]) {
      expect(text).toContain(told);
    }
    expect(text).not.toContain('OPEN became WITH_LEGAL');
  });

  it('should have statement and log in one document as well', async () => {
    const text = await textOf(await fileOf('legal-handoff.pdf'));
    expect(text).toContain('Statement of account');
    expect(text).toContain('Dunning log');
    expect(text).toMatch(/Page 1 of 3/);
  });

  it('should keep what is on record as canonical JSON, with amounts as they are written everywhere', async () => {
    const [promise] = JSON.parse(Buffer.from(await fileOf('promises.json')).toString('utf8'));
    expect(promise).toMatchObject({ amount: { amount: '500.00', currency: 'EUR' }, outcome: 'BROKEN' });
    const interest = Buffer.from(await fileOf('interest.json')).toString('utf8');
    expect(interest.startsWith('{"asOf":"2026-04-16","dayCount":"ACT/365F","invoices":[{"agreementId":"AGR-1"')).toBe(
      true,
    );
  });

  it('should print a long statement within pages, and say what is in the data only', async () => {
    const [line] = bundleContent().statement;
    if (!line) throw new Error('no line');
    const statement = Array.from({ length: 1_100 }, (_, index) => ({ ...line, invoiceId: `I-${index}` }));
    const text = await textOf(await fileOf('statement.pdf', { statement, interest: [], interestTotals: [] }));
    expect(text).toContain('I-999 ');
    expect(text).toContain('100 more lines stand in the data of the file.');
  });
});

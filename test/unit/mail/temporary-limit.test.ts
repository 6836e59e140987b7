import { describe, expect, it } from 'vitest';
import type { MessageOf } from '../../../shared/contracts/mails.ts';
import { render } from '../../support/mails.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

const data: MessageOf<'temporary-limit-ending'>['data'] = {
  requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
  customer: { customerId: 'ACME-1', legalName: 'Acme Maschinenbau GmbH' },
  temporaryLimit: eur('80000.00'),
  validTo: '2026-03-31',
  limitAfterwards: eur('50000.00'),
  unlimitedAfterwards: false,
  exposure: eur('62500.50'),
  excess: eur('12500.50'),
};

const ending = (changes: Partial<typeof data> = {}) =>
  render({ template: 'temporary-limit-ending', data: { ...data, ...changes } });

const ended = (held: boolean, changes: Partial<typeof data> = {}) =>
  render({ template: 'temporary-limit-ended', data: { ...data, ...changes, held } });

describe('the notice of a temporary limit', () => {
  it('should say in its subject what ends when and for whom', () => {
    expect(ending().subject).toBe(
      'Ends with 31 March 2026: temporary credit limit of EUR 80,000.00 for Acme Maschinenbau GmbH',
    );
  });

  it('should say what would follow, in HTML and in text', () => {
    const { html, text } = ending();
    const words = [
      'EUR 12,500.50 above',
      'Acme Maschinenbau GmbH (ACME-1)',
      'EUR 50,000.00',
      'EUR 62,500.50',
      data.requestId,
    ];
    for (const one of words) {
      expect(text.replaceAll('\n', ' ')).toContain(one);
      expect(html).toContain(one);
    }
  });

  it('should not warn of a hold when the exposure is within what holds then', () => {
    const { text } = ending({ excess: null });
    expect(text).not.toContain('credit hold');
    expect(text.replaceAll('\n', ' ')).toContain('within the limit that holds from then on');
  });

  it('should tell no limit from one that bounds nothing', () => {
    expect(ending({ limitAfterwards: null }).text).toContain('Limit afterwards: none');
    expect(ending({ limitAfterwards: null, unlimitedAfterwards: true }).text).toContain('Limit afterwards: unlimited');
  });
});

describe('the news that it has ended', () => {
  it('should say in its subject when the customer is on hold', () => {
    expect(ended(true).subject).toMatch(
      /^Ended, and customer on hold: temporary credit limit of EUR 80,000.00 for Acme/,
    );
    expect(ended(false).subject).toMatch(/^Ended: temporary/);
    expect(ended(true).text.replaceAll('\n', ' ')).toContain('by EUR 12,500.50. The customer is on credit hold');
  });

  it('should take the harm out of a name', () => {
    const hostile = {
      customer: { customerId: 'X-1', legalName: 'Evil\r\nBcc: all@example.com <script>alert(1)</script>' },
    };
    const { html, subject } = ended(true, hostile);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<script>alert');
  });
});

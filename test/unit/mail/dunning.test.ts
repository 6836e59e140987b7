import { describe, expect, it } from 'vitest';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import { renderMail } from '../../../shared/mail/render.ts';
import {
  dunningData,
  dunningMessage,
  dunningTemplateNames,
  paymentAccess,
  renderDunning,
  thanksMessage,
} from '../../support/dunning.ts';
import { textOf } from '../../support/page-text.ts';

describe.each(dunningTemplateNames)('the %s', (template) => {
  it('should name every invoice with what remains of it, the sum, the link and the code', () => {
    const { html, subject, text } = renderDunning(dunningMessage(template));
    expect(subject).toContain('EUR 13,430.50');
    expect(subject).toContain('Example Trading GmbH');
    for (const said of [text, textOf(html)]) {
      expect(said).toContain('INV-2026-0001');
      expect(said).toContain('issued 20 Jan 2026, due 19 Feb 2026, 21 days past due');
      expect(said).toContain('EUR 12,450.00');
      expect(said).toContain('issued 9 Feb 2026, due 11 Mar 2026, 1 day past due');
      expect(said).toContain('EUR 13,430.50');
      expect(said).toContain('Your code: 048213');
      expect(said).toContain('what remained on 12 March 2026');
    }
    expect(text).toContain('\n- INV-2026-0017: EUR 980.50 (');
    expect(text).toContain('\nTotal: EUR 13,430.50\n');
    expect(text.match(/https?:\/\/\S+/g)).toEqual([paymentAccess.link]);
    expect(html.match(/https?:\/\/[^"<\s]+/g)).toEqual([paymentAccess.link]);
  });

  it('should be written in German for a customer who reads it', () => {
    const { html, subject, text } = renderDunning(dunningMessage(template, { language: 'de' }));
    expect(html).toMatch(/^<!doctype html><html [^>]*lang="de"/);
    expect(subject).toContain('EUR 13.430,50');
    expect(text).toContain('vom 20.01.2026, fällig am 19.02.2026, seit 21 Tagen überfällig');
    expect(text).toContain('Ihr Code: 048213');
    expect(text).not.toMatch(/\b(the|your|please|total)\b/i);
  });

  it('should say how many invoices it does not list, every currency, and what was paid without saying for what', () => {
    const changes = {
      moreInvoices: 7,
      totals: [
        { amount: '90071992547409.93', currency: 'EUR' },
        { amount: '1200000', currency: 'JPY' },
      ],
      unappliedCash: { amount: '250.00', currency: 'EUR' },
    };
    const { text } = renderDunning(dunningMessage(template, changes));
    expect(text).toContain('- 7 more invoices (due later than these)');
    expect(text).toContain('Total: EUR 90,071,992,547,409.93');
    expect(text).toContain('Total: JPY 1,200,000');
    expect(text).toContain('EUR 250.00 of yours, which we could not match with an invoice,');
  });

  it('should not go out without a link', () => {
    expect(() => renderMail(dunningMessage(template), { timeZone: 'UTC' })).toThrow('needs a link');
    expect(MailMessage.safeParse(dunningMessage(template)).success).toBe(true);
  });

  it('should be short enough for every mail program with all that it may list', () => {
    const [invoice] = dunningData().invoices;
    if (!invoice) throw new Error('there is no invoice');
    const invoices = Array.from({ length: 50 }, () => ({ ...invoice, invoiceId: 'W'.repeat(64) }));
    const { html } = renderDunning(dunningMessage(template, { invoices }));
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });
});

describe('the final notice', () => {
  it('should name the last day for the payment, and what follows', () => {
    const { subject, text } = renderDunning(dunningMessage('final-notice'));
    expect(subject).toBe('Final notice: EUR 13,430.50 to Example Trading GmbH, to be paid by 4 April 2026');
    expect(text).toContain('reached us by 4 April 2026. If it has not, we hand the matter over to our lawyers');
  });

  it('should name no day where nobody hands over', () => {
    const message = { template: 'final-notice', data: { ...dunningData(), handoverOn: null } } as const;
    const { subject, text } = renderDunning(message);
    expect(subject).toBe('Final notice: EUR 13,430.50 to Example Trading GmbH');
    expect(text).toContain('we take legal steps');
    expect(text).not.toContain('lawyers');
  });
});

describe('reminders of rising weight', () => {
  it('should say what they are: nothing of lateness before the day, and of lawyers in the last one only', () => {
    const [before, friendly, firm, final] = dunningTemplateNames.map(
      (template) => renderDunning(dunningMessage(template, { invoices: [], totals: [] })).text,
    );
    expect(before).not.toMatch(/overdue|past due|late/);
    expect(friendly).toContain('overlooked');
    expect(firm).toContain('overdue');
    expect([before, friendly, firm].join()).not.toMatch(/lawyer|legal|final/i);
    expect(final).toMatch(/lawyers/);
  });
});

describe('the thanks', () => {
  it('should ask for nothing', () => {
    const { html, subject, text } = renderDunning(thanksMessage());
    expect(subject).toBe('Thank you: Example Trading GmbH has received your payment');
    expect(text).toContain('There is nothing further for you to do.');
    expect(html).not.toContain('href=');
    expect(renderDunning(thanksMessage('de')).text).toContain('Vielen Dank');
  });
});

import { describe, expect, it } from 'vitest';
import { PaymentLinkClosed } from '../../../shared/domain/dunning/payment-link.ts';
import type { PaymentItem } from '../../../shared/domain/dunning/payment-view.ts';
import { FormTurnedDown } from '../../../shared/domain/dunning/turned-down.ts';
import { heardPage, tellCustomer } from '../../../shared/pages/payment/answers.ts';
import { readPaymentForm } from '../../../shared/pages/payment/read-form.ts';
import { eur } from '../../support/mails.ts';
import { textOf } from '../../support/page-text.ts';
import { paymentAgain, paymentView, showPayment, voice } from '../../support/payment-view.ts';

describe('the page of a reminder', () => {
  it('should say what is open, what of it is overdue, disputed and promised, and how to pay', () => {
    const text = textOf(showPayment());
    for (const words of [
      'Example Trading GmbH Open: EUR 10,430.50',
      'Acme Maschinenbau GmbH (ACME-1) to Example Trading GmbH, as of 12 March 2026.',
      'Overdue: EUR 9,450.00.',
      'Overdue by 21 days EUR 9,000.00of EUR 12,450.00',
      'Overdue by 21 days Disputed EUR 300.00',
      'Promised for 20 March 2026 EUR 150.00',
      'In all EUR 10,430.50',
      'Of that overdue EUR 9,450.00',
      'Please pay to the account that the invoices name',
      'A day up to 11 April 2026',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Credence');
  });

  it('should offer to dispute what is not disputed yet, and no promise where there is nothing to promise', () => {
    const html = showPayment({ promisable: [] });
    expect(html).toContain('name="invoice:INV-2026-0001"');
    expect(html).not.toContain('name="invoice:INV-2026-0009"');
    expect(html).not.toContain('name="payBy"');
  });

  it('should only show once the lawyers have it', () => {
    const html = showPayment({ withLegal: true, promisable: [] });
    expect(textOf(html)).toContain('Our lawyers have taken this over');
    expect(html).not.toContain('<form');
  });

  it('should say how much it does not list, and what is on the account', () => {
    const text = textOf(showPayment({ moreItems: 12, unappliedCash: eur('250.00') }));
    expect(text).toContain('12 more invoices, due later, not listed here.');
    expect(text).toContain('On your account, taken off already EUR 250.00');
  });

  it('should have one form for each answer, without a script and without an address of its own', () => {
    const html = showPayment();
    expect(html.match(/<form [^>]*method="post"/g)).toHaveLength(2);
    expect(html).not.toMatch(/<script|\bon\w+=|action="|style="|https?:/i);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, label] of html.matchAll(/for="([^"]+)"/gi)) expect(ids).toContain(label);
  });

  it('should come back with what was typed, but never with the code', () => {
    const html = paymentAgain({
      action: 'dispute',
      'invoice:INV-2026-0012': 'yes',
      reason: '<b>No</b>',
      code: '12345',
      amount: '5',
    });
    expect(html).toMatch(/name="invoice:INV-2026-0012"[^>]* checked/);
    expect(html).not.toMatch(/name="invoice:INV-2026-0001"[^>]* checked/);
    expect(html).toContain('&lt;b&gt;No&lt;/b&gt;');
    expect(html).not.toContain('12345');
    const wrong = paymentAgain({ action: 'dispute', code: '123456' });
    expect(textOf(wrong)).toContain('Error: Choose at least one invoice.');
    expect(textOf(wrong)).toContain('Error: Say what is wrong.');
    expect(wrong.match(/autofocus/gi)).toHaveLength(1);
    expect(wrong).toContain('href="#dispute-invoices"');
    expect(wrong).toContain('id="dispute-invoices"');
  });

  it('should be harmless whatever a customer is called', () => {
    const name = '"><script>alert(1)</script></title>\u202Emoc';
    const html = showPayment({ customer: { customerId: 'ACME-1', legalName: name } });
    expect(html).not.toMatch(/<script|\u202E/);
    expect(html.match(/<\/title>/g)).toHaveLength(1);
  });
});

describe('the forms', () => {
  const read = (fields: Readonly<Record<string, string>>) => readPaymentForm(fields, paymentView());
  const promise = { action: 'promise', amount: '9,980.50', payBy: '2026-03-12', code: '123 456' };

  it('should be read as people write', () => {
    expect(read(promise)).toMatchObject({
      code: '123456',
      wanted: { action: 'promise', amount: { minorUnits: 998_050n, currency: 'EUR' }, payBy: '2026-03-12' },
    });
    expect(read({ action: 'dispute', 'invoice:INV-2026-0001': 'yes', reason: ' Two\r\nlines. ' }).wanted).toEqual({
      action: 'dispute',
      invoiceIds: ['INV-2026-0001'],
      reason: 'Two\nlines.',
    });
  });

  it.each([
    ['2026-03-11', false],
    ['2026-03-12', true],
    ['2026-04-11', true],
    ['2026-04-12', false],
    ['2026-02-30', false],
    ['12.03.2026', false],
  ])('should take the day %s: %s', (payBy, isTaken) => {
    expect(read({ ...promise, payBy }).wanted !== null).toBe(isTaken);
  });

  it('should dispute at most forty invoices at a time', () => {
    const [first] = paymentView().items;
    const items = Array.from({ length: 41 }, (_, index) => ({ ...first, invoiceId: `I-${index}` }) as PaymentItem);
    const fields = Object.fromEntries(items.map(({ invoiceId }) => [`invoice:${invoiceId}`, 'yes']));
    const { errors } = readPaymentForm(
      { action: 'dispute', reason: 'x', code: '123456', ...fields },
      paymentView({ items }),
    );
    expect(errors).toMatchObject([{ field: 'invoices', message: 'Choose at most 40 invoices at a time.' }]);
  });
});

describe('the page in German', () => {
  it('should have no English word, untouched and with whatever is wrong', () => {
    const html = [
      showPayment({ language: 'de', moreItems: 12, unappliedCash: eur('250.00') }),
      showPayment({ language: 'de', withLegal: true, promisable: [] }),
      showPayment({ language: 'de', items: [], totals: [], overdue: [], promisable: [] }),
      paymentAgain({ action: 'dispute', code: '' }, { language: 'de' }),
      paymentAgain({ action: 'promise', payBy: '2020-01-01', amount: 'x' }, { language: 'de' }),
      paymentAgain({ action: '?' }, { language: 'de' }),
    ];
    for (const page of html) {
      expect(page).toContain('<html lang="de">');
      expect(textOf(page)).not.toMatch(/\b(the|is|open|due|amount|invoices?|error|please|mail|not|code is)\b/i);
    }
  });

  it.each([
    ['9.980,50', 998_050n],
    ['9980,5', 998_050n],
    ['9.980', 998_000n],
    ['9980.50', 998_050n],
    ['EUR 9 980,50', 998_050n],
    ['9,980.50', 'Schreiben Sie den Betrag wie 60.000,00.'],
    ['9.98', 998n],
    ['1,234', 'EUR hat 2 Nachkommastellen: Schreiben Sie den Betrag wie 60.000,00.'],
    ['1.2', 'Schreiben Sie den Betrag wie 60.000,00.'],
    [`${'9'.repeat(16)}`, 'Der Betrag darf höchstens 15 Stellen vor dem Komma haben.'],
  ])('should read the amount %s as it writes amounts itself', (amount, expected) => {
    const fields = { action: 'promise', amount, payBy: '2026-03-12', code: '123456' };
    const { errors, wanted } = readPaymentForm(fields, paymentView({ language: 'de' }));
    if (typeof expected === 'string') expect(errors).toEqual([{ field: 'amount', message: expected }]);
    else expect(wanted).toMatchObject({ amount: { minorUnits: expected } });
  });

  it('should not guess what 1.250 is in a currency of three decimals', () => {
    const view = paymentView({ language: 'de', promisable: [{ amount: '2000.000', currency: 'KWD' }] });
    const read = (amount: string) => readPaymentForm({ action: 'promise', amount, payBy: '2026-03-12' }, view).errors;
    expect(read('1.250')).toMatchObject([{ message: 'Schreiben Sie den Betrag wie 60.000,000.' }, { field: 'code' }]);
    expect(read('1.250,000')).toEqual([]);
    expect(read('1250.000')).toEqual([]);
  });
});

describe('what customers are told', () => {
  const tell = tellCustomer({ ...voice, timeZone: 'Europe/Berlin' });
  const refusal = { detail: 'Some words.', correlationId: 'c-1' } as const;

  it('should be what was recorded and what follows', () => {
    const promised = { action: 'promise', amount: eur('100.00'), payBy: '2026-03-20', invoiceIds: ['A'] } as const;
    expect(textOf(heardPage(promised, voice, 'en'))).toContain('no reminders about the 1 invoice that it is for');
    expect(textOf(heardPage({ action: 'dispute', invoiceIds: ['A', 'B'] }, voice, 'en'))).toContain(
      '2 invoices disputed',
    );
  });

  it('should be in the language of the link, or of the browser', () => {
    const closed = new PaymentLinkClosed({ reason: 'EXPIRED', at: '2026-03-02T09:00:00Z', language: 'de' });
    expect(textOf(tell({ code: 'gone', ...refusal }, closed))).toContain(
      'Er war gültig bis Montag, 2. März 2026 um 10:00 (Europe/Berlin).',
    );
    const turnedDown = new FormTurnedDown({ why: 'WITH_LAWYERS' }, 'de');
    expect(textOf(tell({ code: 'conflict', ...refusal }, turnedDown))).toContain('Bitte antworten Sie ihnen.');
    const internal = tell({ code: 'internal', ...refusal, languages: ['de-CH', 'en'] }, new Error('x'));
    expect(textOf(internal)).toContain('Referenz c-1');
    expect(textOf(internal)).not.toContain('Some words.');
  });

  it.each([
    ['DEAD', 'A wrong code was entered too often; the last time on Monday 2 March 2026 at 10:00'],
    ['EXPIRED', 'It was good until Monday 2 March 2026 at 10:00 (Europe/Berlin).'],
    ['USED_UP', 'It was used too often.'],
  ] as const)('should be why a link is closed: %s', (reason, words) => {
    const closed = new PaymentLinkClosed({ reason, at: '2026-03-02T09:00:00Z', language: 'en' });
    const text = textOf(tell({ code: 'gone', ...refusal }, closed));
    expect(text).toContain(words);
    expect(text).toContain('newer mail');
  });

  it.each([
    'validation',
    'not-found',
    'conflict',
    'gone',
    'too-large',
    'rate-limited',
    'unavailable',
    'internal',
    'forbidden',
  ] as const)('should be a page of the company for %s, which speaks of no decision', (code) => {
    const text = textOf(tell({ code, ...refusal }, new Error('x')));
    expect(text).toContain('Example Trading GmbH');
    expect(text).toContain('Reference c-1');
    expect(text).not.toMatch(/decid|decision|Credence/);
  });
});

import { describe, expect, it } from 'vitest';
import { AT, approvalRequest, eur, notReached, outcome, parked, reminder, render } from '../../support/mails.ts';

/** The words of the HTML, as a reader sees them. */
const wordsOf = (html: string): string =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<div style="display:none.*?<\/div><\/div>/s, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#8203;', '')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

describe('the mail to an approver', () => {
  it('should say in its subject what is asked and for whom', () => {
    expect(render(approvalRequest()).subject).toBe(
      'Decision needed: credit limit of EUR 80,000.00 for Acme Maschinenbau GmbH',
    );
    expect(render(approvalRequest({ kind: 'TEMPORARY', validTo: '2026-06-30' })).subject).toContain(
      'temporary credit limit of EUR 80,000.00 until 30 June 2026 for',
    );
    expect(render(approvalRequest({ kind: 'ORDER_RELEASE', orderId: 'SO-7' })).subject).toContain(
      'release of order SO-7 over EUR 80,000.00 for',
    );
    expect(render(reminder()).subject).toMatch(/^Reminder: .* for Acme Maschinenbau GmbH waits for your decision$/);
  });

  it.each([
    ['request', approvalRequest()],
    ['reminder', reminder()],
  ])('should say everything that a decision needs, in HTML and in text, when it is a %s', (_, message) => {
    const { html, text } = render(message);
    for (const words of [
      'Acme Maschinenbau GmbH (ACME-1)',
      'EUR 80,000.00',
      'EUR 50,000.00',
      'EUR 75,000.00',
      'EUR 41,250.50',
      '82 %',
      '51 %',
      'They have paid on time for three years.',
      'sam.sales@example.com',
      'max.manager@example.com',
      'Level 1 was approved by ana.analyst@example.com',
      'Not beyond this.',
      '2 of 2, credit-managers',
      'Monday 16 March 2026 at 10:00 (Europe/Berlin)',
      '048213',
    ]) {
      expect(wordsOf(html)).toContain(words);
      expect(text).toContain(words);
    }
    expect(html).toContain('href="https://credit.example.com/approve/dG9rZW4_dG9rZW4"');
    expect(text).toContain('\nhttps://credit.example.com/approve/dG9rZW4_dG9rZW4\n');
  });

  it('should say the same in HTML as in text, word for word', () => {
    const story = { onBehalfOf: 'max.manager@example.com', information: [{ by: 'sam', at: AT, text: 'Yes.\nIt is.' }] };
    for (const message of [
      approvalRequest(),
      approvalRequest(story),
      reminder(),
      outcome({ why: 'Fine.\nFor now.' }),
      outcome({ outcome: 'RETURNED', why: 'Why so much?' }),
      notReached(),
      parked(),
    ]) {
      const { html, text } = render(message);
      const plain = text.replace(/https:\S+/g, ' ').replace(/^[->] /gm, ' ');
      const words = (from: string) => from.replace(/[:\s]+/g, ' ').trim();
      expect(words(plain)).toBe(words(wordsOf(html)));
    }
  });

  it('should name no limit and nobody else where there is none', () => {
    const { text } = render(
      approvalRequest({ currentLimit: null, utilization: null, alsoAsked: [], recommendedLimit: null }),
    );
    expect(text).toContain('Present limit: none');
    expect(text).toContain('Nobody else was asked');
    expect(text).not.toContain('Recommended limit');
  });

  it('should not call unlimited credit none', () => {
    expect(render(approvalRequest({ currentLimit: null, unlimited: true })).text).toContain('Present limit: unlimited');
  });

  it('should say of the release of an order what approving it means', () => {
    const { subject, text } = render(approvalRequest({ kind: 'ORDER_RELEASE', orderId: 'SO-7' }));
    expect(subject).toBe('Decision needed: release of order SO-7 over EUR 80,000.00 for Acme Maschinenbau GmbH');
    expect(text).toContain('Approving lets this order pass its next check once, up to this amount');
    expect(text).toContain('- Amount of the order: EUR 80,000.00');
    expect(text).not.toMatch(/Requested limit|Recommended limit/);
  });

  it('should say in whose place an approver is asked, and until when', () => {
    const onBehalfOf = 'max.manager@example.com';
    expect(render(approvalRequest({ onBehalfOf })).text).toContain(
      'You are asked for max.manager@example.com, who is away.',
    );
    expect(render(approvalRequest({ onBehalfOf, awayUntil: '2026-03-20' })).text).toContain(
      'You are asked for max.manager@example.com, who is away until 20 March 2026.',
    );
    expect(render(approvalRequest({ onBehalfOf: null })).text).not.toContain('away');
  });

  it.each([
    [['ana@example.com'], 'ana@example.com of credit-analysts was asked on'],
    [['ana@example.com', 'ben@example.com'], 'ana@example.com and ben@example.com of credit-analysts were asked on'],
  ])('should say of an escalation who was asked first, and when', (approvers, words) => {
    const { text } = render(approvalRequest({ escalatedFrom: { askedAt: AT, approvers, role: 'credit-analysts' } }));
    expect(text).toContain(`${words} Monday 2 March 2026 at 10:00 (Europe/Berlin) and ha`);
    expect(text).toContain('It is now with you as well');
  });

  it('should say what was decided and told before, by whom and for whom', () => {
    const { text } = render(
      approvalRequest({
        earlier: [
          { level: 1, by: 'ana@example.com', role: 'credit-analysts', decision: 'RETURN', comment: 'Why so much?' },
          { level: 1, by: 'ben@example.com', onBehalfOf: 'ana@example.com', approvedLimit: eur('60000.00') },
        ],
        information: [{ by: 'sam@example.com', at: AT, text: 'For the summer.' }],
      }),
    );
    expect(text).toContain(
      'Level 1 was returned for information by ana@example.com (credit-analysts):\n> Why so much?',
    );
    expect(text).toContain('Level 1 was approved by ben@example.com on behalf of ana@example.com for EUR 60,000.00.');
    expect(text).toContain(
      'Information given by sam@example.com on Monday 2 March 2026 at 10:00 (Europe/Berlin):\n> For the summer.',
    );
  });

  it('should say why another link comes after wrong codes', () => {
    expect(render(approvalRequest({ afterWrongCodes: true })).text).toContain(
      'a wrong code, or none, was given too often',
    );
    expect(render(approvalRequest()).text).not.toContain('wrong code');
  });

  it('should not call a limit used up that is not', () => {
    expect(render(approvalRequest({ utilization: 0.9999 })).text).toContain('Utilization: 99 %');
    expect(render(approvalRequest({ utilization: 0.29 })).text).toContain('Utilization: 29 %');
  });

  it('should keep the digits of every currency', () => {
    const requested = (amount: string, currency: string) =>
      render(approvalRequest({ requested: { amount, currency } }));
    expect(requested('1234567', 'JPY').subject).toContain('JPY 1,234,567 ');
    expect(requested('1234567.891', 'KWD').subject).toContain('KWD 1,234,567.891 ');
    expect(requested('999999999999999.99', 'EUR').subject).toContain('EUR 999,999,999,999,999.99 ');
  });
});

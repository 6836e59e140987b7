import { describe, expect, it } from 'vitest';
import { MailMessage, type MessageOf } from '../../../shared/contracts/mails.ts';
import type { RenderedMail } from '../../../shared/mail/content.ts';
import { renderMail } from '../../../shared/mail/render.ts';
import { access, approvalRequest } from '../../support/mails.ts';

const render = (message: MailMessage): RenderedMail =>
  renderMail(message, { timeZone: 'Europe/Berlin' }, 'link' in message ? access : null);
const reminder = (): MessageOf<'approval-reminder'> => {
  const { data, link } = approvalRequest();
  return { template: 'approval-reminder', data: { ...data, askedAt: '2026-03-02T09:00:00Z' }, link };
};
const outcome = (changes: Partial<MessageOf<'limit-request-outcome'>['data']>): MailMessage => ({
  template: 'limit-request-outcome',
  data: {
    requestId: 'R-1',
    kind: 'TEMPORARY',
    customer: { customerId: 'ACME-1', legalName: 'Acme' },
    requested: { amount: '80000.00', currency: 'EUR' },
    validTo: '2026-06-30',
    outcome: 'APPROVED',
    ...changes,
  },
});

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
    for (const message of [approvalRequest(), reminder(), outcome({ why: 'Fine.\nFor now.' })]) {
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

describe('the mail about the outcome', () => {
  it.each([
    ['APPROVED', 'Approved'],
    ['REJECTED', 'Rejected'],
    ['LAPSED', 'Lapsed'],
    ['EXPIRED', 'Expired'],
    ['WITHDRAWN', 'Withdrawn'],
    ['RETURNED', 'More information needed'],
    ['FAILED', 'Could not be completed'],
  ] as const)('should say %s, what was asked, and why', (state, words) => {
    const { subject, text } = render(
      outcome({ outcome: state, why: 'Because of this.', decidedBy: 'mia.manager@example.com', correlationId: 'c-1' }),
    );
    expect(subject).toBe(`${words}: temporary credit limit of EUR 80,000.00 until 30 June 2026 for Acme`);
    expect(text).toContain('> Because of this.');
    expect(text).toContain('Decided by: mia.manager@example.com');
    expect(text).toContain('Reference for support: c-1');
  });

  it('should say when less was approved than asked for', () => {
    const { text } = render(outcome({ approved: { amount: '60000.00', currency: 'EUR' } }));
    expect(text).toContain('Approved for less than was asked for.');
    expect(text).toContain('Approved limit: EUR 60,000.00');
  });
});

const hostile: readonly (readonly [string, string])[] = [
  ['ends the header', 'Acme\r\nBcc: thief@example.com\r\n\r\n<h1>hello</h1>'],
  ['ends the header with other line ends', 'Acme\u2028Bcc: thief@example.com\u0085Cc: x@example.com\u0000\u000b'],
  ['is a script', '"><script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['ends the title, the style and a comment', '</title></style>--><svg onload=alert(1)>'],
  ['turns the text around', 'Acme \u202Emoc.elpmaxe\u202C \u2067gnihton\u2069'],
  ['holds half of a pair', 'Acme \uD800 GmbH'],
  ['is a template', '{{constructor}} {7*7} <%= 1 %>'],
  ['is endless', 'A'.repeat(200_000)],
];

describe('what others wrote', () => {
  it.each(hostile)('should be harmless in every mail when a name %s', (_, name) => {
    const changes = { customer: { customerId: 'ACME-1', legalName: name }, requestedBy: name, alsoAsked: [name] };
    const data = { ...approvalRequest(changes).data, reason: name, grade: name, role: name };
    const { link } = approvalRequest();
    const mails = [
      render({ template: 'approval-request', data, link }),
      render({ template: 'approval-reminder', data: { ...data, askedAt: data.endsAt }, link }),
      render(outcome({ customer: data.customer, why: name, decidedBy: name })),
    ];
    for (const { subject, html, text } of mails) {
      expect([...subject].length).toBeLessThanOrEqual(150);
      expect(subject).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
      expect(html).not.toMatch(/<(script|img|svg|h1>hello)/);
      expect(html.match(/<\/(title|style|html)>/g)?.toSorted()).toEqual(['</html>', '</style>', '</title>']);
      expect(`${html}${text}`).not.toMatch(/[\u202A-\u202E\u2066-\u2069\p{Zl}\p{Zp}\p{Cs}]/u);
    }
  });

  it('should never pass for a line of ours in the plain text', () => {
    const forged = 'Fine.\nYour code: 000000\rOpen the request:\u2028https://evil.example';
    const { text } = render(
      approvalRequest({ reason: forged, customer: { customerId: 'ACME-1', legalName: forged }, requestedBy: forged }),
    );
    expect(text.match(/^Your code: .*$/gm)).toEqual(['Your code: 048213']);
    expect(text.match(/^https?:.*$/gm)).toEqual(['https://credit.example.com/approve/dG9rZW4_dG9rZW4']);
  });

  it('should make no mail to an approver without a link, and none that does not say what for', () => {
    expect(() => renderMail(approvalRequest(), { timeZone: 'UTC' })).toThrow('needs a link');
    expect(MailMessage.safeParse(approvalRequest()).success).toBe(true);
    expect(MailMessage.safeParse({ ...approvalRequest(), link: null }).success).toBe(false);
  });
});

describe('the HTML of a mail', () => {
  const { html } = render(approvalRequest());

  it('should load nothing from outside and run nothing', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|object|form|base)\b|\bsrc=|url\(|@import|\son\w+=/i);
    expect(html.match(/https?:\/\/[^"<\s]+/g)).toEqual(['https://credit.example.com/approve/dG9rZW4_dG9rZW4']);
  });

  it('should be readable with a screen reader', () => {
    expect(html).toMatch(/^<!doctype html><html [^>]*lang="en"/);
    expect(html).toContain('<title>Decision needed');
    expect(html).toMatch(/role="article" aria-label="Please decide/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    // Tables of layout say that they are; tables of facts have row headers.
    for (const table of html.match(/<table[^>]*>(?:(?!<table).)*?<\/table>/gs) ?? []) {
      expect(table.includes('role="presentation"') || table.includes('scope="row"')).toBe(true);
    }
  });

  it('should fit a phone', () => {
    expect(html).toContain('name="viewport" content="width=device-width, initial-scale=1"');
    expect(html).not.toMatch(/(?<!max-)width:(?:[4-9]\d\d|\d{4,})px/);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  });
});

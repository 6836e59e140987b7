import { describe, expect, it } from 'vitest';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import { renderMail } from '../../../shared/mail/render.ts';
import { dunningMessage, dunningTemplateNames, renderDunning } from '../../support/dunning.ts';
import { AT, approvalRequest, notReached, outcome, parked, render } from '../../support/mails.ts';

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
    const data = {
      ...approvalRequest(changes).data,
      reason: name,
      grade: name,
      role: name,
      onBehalfOf: name,
      orderId: name,
      escalatedFrom: { askedAt: AT, approvers: [name, name], role: name },
      earlier: [{ level: 1, by: name, role: name, onBehalfOf: name, comment: name }],
      information: [{ by: name, at: AT, text: name }],
    };
    const release = { ...data, kind: 'ORDER_RELEASE' } as const;
    const { link } = approvalRequest();
    const mails = [
      render({ template: 'approval-request', data, link }),
      render({ template: 'approval-reminder', data: { ...data, askedAt: data.endsAt }, link }),
      render({ template: 'approval-request', data: release, link }),
      render(outcome({ customer: data.customer, why: name, decidedBy: name })),
      render(outcome({ ...release, outcome: 'RETURNED', why: name, decidedBy: name, requestId: name })),
      render(notReached({ customer: data.customer, why: name, approver: name, role: name, askedInstead: [name] })),
      ...dunningTemplateNames.flatMap((template) =>
        (['en', 'de'] as const).map((language) =>
          renderDunning(dunningMessage(template, { language, company: name, customer: data.customer })),
        ),
      ),
      render(parked({ customer: data.customer, state: name, error: name, correlationId: name, requestId: name })),
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
    // Headings too: there are addresses in them.
    for (const [element] of html.matchAll(/<(?:h1|h2|p|td) [^>]*>/g)) {
      if (element.includes('font-size')) expect(element).toContain('overflow-wrap:anywhere');
    }
    expect(html).not.toMatch(/(?<!max-)width:(?:[4-9]\d\d|\d{4,})px/);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  });
});

import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../functions/record-mail-event/news.ts';
import { readFailure } from '../../../functions/send-mail/hand-over.ts';
import { isMailAddress, isMailId } from '../../../shared/domain/mail/mail.ts';

const event = (
  detailType: string,
  detail: object = {},
  tags: object = { 'credence-mail': ['approval-1-request-1'] },
) => ({
  version: '0',
  id: 'e-1',
  'detail-type': detailType,
  source: 'aws.ses',
  time: '2026-03-02T09:00:00Z',
  detail: { eventType: 'Bounce', mail: { messageId: 'm-1', destination: ['a@example.com'], tags }, ...detail },
});

describe('news of a mail', () => {
  it.each([
    ['Email Sent', 'SENT'],
    ['Email Delivered', 'DELIVERED'],
    ['Email Bounced', 'BOUNCED'],
    ['Email Complaint Received', 'COMPLAINED'],
    ['Email Rejected', 'FAILED'],
  ])('should be told when SES says %s', (type, to) => {
    const news = newsOf(event(type));
    expect(news).toMatchObject({
      mailId: 'approval-1-request-1',
      to,
      messageId: 'm-1',
      at: '2026-03-02T09:00:00.000Z',
    });
  });

  it('should say why', () => {
    const bounce = {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'a@example.com', diagnosticCode: `smtp; 550 ${'x'.repeat(1000)}` }],
    };
    const bounced = newsOf(event('Email Bounced', { bounce }));
    expect(bounced?.reason).toMatch(/^Bounced \(Permanent, General\): smtp; 550 x/);
    expect(bounced?.reason?.length).toBeLessThanOrEqual(500);
    expect(newsOf(event('Email Complaint Received', { complaint: { complaintFeedbackType: 'abuse' } }))?.reason).toBe(
      'The recipient complained (abuse).',
    );
    expect(newsOf(event('Email Rejected', { reject: { reason: 'Bad content' } }))?.reason).toContain('Bad content');
  });

  it.each([
    ['Permanent', false],
    ['Undetermined', false],
    ['Transient', true],
  ])(
    'should say of a bounce that is %s whether its mail may have arrived all the same',
    (bounceType, mayHaveArrived) => {
      expect(newsOf(event('Email Bounced', { bounce: { bounceType } }))).toMatchObject({
        to: 'BOUNCED',
        mayHaveArrived,
      });
    },
  );

  it.each([
    ['is of another kind', event('Email Opened')],
    ['is about a mail of somebody else', event('Email Bounced', {}, { other: ['x'] })],
    ['has no tags', { ...event('Email Bounced'), detail: { mail: { messageId: 'm-1' } } }],
    ['names an id that is none of ours', event('Email Bounced', {}, { 'credence-mail': ['MAIL#1'] })],
    ['has no usable time', { ...event('Email Bounced'), time: 'yesterday' }],
    ['is nothing at all', null],
  ])('should be none when an event %s', (_, given) => {
    expect(newsOf(given)).toBeNull();
  });
});

describe('a failed call to SES', () => {
  const failure = (name: string, status?: number, code?: string) =>
    Object.assign(new Error('no'), {
      name,
      ...(code && { code }),
      ...(status && { $metadata: { httpStatusCode: status } }),
    });

  it.each([
    ['not-now', failure('Throttling', 400)],
    ['not-now', failure('TooManyRequests', 429)],
    ['not-now', failure('AccountSendingPausedException', 400)],
    ['not-now', failure('Error', undefined, 'ECONNREFUSED')],
    ['not-now', failure('CredentialsProviderError')],
    ['refused', failure('MessageRejected', 400)],
    ['refused', failure('AccessDenied', 403)],
    ['refused', failure('MailFromDomainNotVerifiedException', 400)],
    ['unclear', failure('TimeoutError')],
    ['unclear', failure('Error', undefined, 'ECONNRESET')],
    ['unclear', failure('InternalFailure', 500)],
    ['unclear', failure('SyntaxError', 200)],
    ['unclear', 'thrown text'],
  ])('should be %s about the mail when it is %s', (kind, error) => {
    expect(readFailure(error).kind).toBe(kind);
  });
});

describe('an address', () => {
  it.each([
    'a@example.com',
    'ana.analyst+bounce@example.co.uk',
    "o'neil@sub.example.com",
    'x_y-z@a-b.example',
    'a@firma.xn--p1ai',
    'A@FIRMA.XN--P1AI',
  ])('should be taken when it is %s', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  it.each([
    '',
    'a',
    '@example.com',
    'a@',
    'a@localhost',
    'a b@example.com',
    'a@example.com,b@example.com',
    'a@example.com\nBcc: b@example.com',
    'a@example.com\r',
    'Ana <a@example.com>',
    '<a@example.com>',
    '"a"@example.com',
    '.a@example.com',
    'a.@example.com',
    'a..b@example.com',
    'a@-example.com',
    'a@example..com',
    'jürgen@firma.de',
    'a@firma.рф',
    'a@firma.xn--',
    'a@127.0.0.1',
    'a@example.c0m',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('should be refused when it is %j', (address) => {
    expect(isMailAddress(address)).toBe(false);
  });

  it('should leave ids to what SES takes as a tag', () => {
    expect(isMailId('approval-01J9-request-1_x')).toBe(true);
    for (const id of ['', 'a#b', 'a b', 'a/b', 'ä', 'a'.repeat(129)]) expect(isMailId(id)).toBe(false);
  });
});

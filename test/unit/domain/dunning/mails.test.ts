import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../shared/domain/dunning/language.ts';
import { dunningMails, thanksMails } from '../../../../shared/domain/dunning/mails.ts';
import { recipientsOf } from '../../../../shared/domain/dunning/recipients.ts';
import { isMailId } from '../../../../shared/domain/mail/mail.ts';

const contact = (email: string, role = 'BILLING') => ({ name: 'Somebody', email, role });

describe('the recipients of reminders', () => {
  it('should be the billing contacts, each once whatever the case, and three at most', () => {
    const contacts = ['a@x.example', 'A@X.example', 'b@x.example', 'c@x.example', 'd@x.example'].map((email) =>
      contact(email),
    );
    expect(recipientsOf({ contacts: [contact('m@x.example', 'MANAGEMENT'), ...contacts] })).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
    ]);
  });

  it('should be the management when nobody does the billing, and never the lawyers', () => {
    const lawyer = contact('law@x.example', 'LEGAL');
    expect(recipientsOf({ contacts: [lawyer, contact('m@x.example', 'MANAGEMENT')] })).toEqual(['m@x.example']);
    expect(recipientsOf({ contacts: [lawyer] })).toEqual([]);
    expect(recipientsOf({})).toEqual([]);
  });

  it('should leave out what no mail can be sent to', () => {
    const contacts = [contact('bob@x.example, eve@x.example'), contact('jürgen@x.example'), contact('ok@x.example')];
    expect(recipientsOf({ contacts })).toEqual(['ok@x.example']);
    const none = [contact('nobody'), contact('m@x.example', 'MANAGEMENT')];
    expect(recipientsOf({ contacts: none })).toEqual(['m@x.example']);
  });
});

describe('the language of a customer', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['den', 'en'],
    [undefined, 'en'],
  ])('should be found for %s', (language, expected) => {
    expect(languageOf({ language })).toBe(expected);
  });
});

describe('the mails of a step', () => {
  const masterData = { language: 'de-AT', contacts: [contact('a@x.example'), contact('b@x.example')] };
  const message = { caseId: '01JCASE', customerId: 'C-1', key: '01JCASE/1/firm-reminder', masterData } as const;
  const mails = dunningMails({ ...message, kind: 'FIRM_REMINDER' });

  it('should be one for each recipient, with ids only', () => {
    expect(mails.map(({ to }) => to)).toEqual(['a@x.example', 'b@x.example']);
    expect(mails[0]).toMatchObject({
      template: 'firm-reminder',
      data: { customerId: 'C-1', caseId: '01JCASE', key: message.key, kind: 'FIRM_REMINDER', language: 'de' },
      about: { customerId: 'C-1', caseId: '01JCASE', key: message.key },
    });
  });

  it('should have the same ids however often they are made, and others for another cycle or recipient', () => {
    const again = dunningMails({ ...message, kind: 'FIRM_REMINDER' });
    expect(again).toEqual(mails);
    const next = dunningMails({ ...message, key: '01JCASE/2/firm-reminder', kind: 'FIRM_REMINDER' });
    const ids = [...mails, ...next].map(({ mailId }) => mailId);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every(isMailId)).toBe(true);
  });

  it('should have ids that a mail service takes, whatever the step is called', () => {
    const odd = dunningMails({ ...message, key: `01JCASE/1/${'ü'.repeat(200)}`, kind: 'FINAL_NOTICE' });
    expect(odd.every(({ mailId }) => isMailId(mailId))).toBe(true);
  });

  it('should be thanks once for each time that the case is closed', () => {
    const thanks = [7, 7, 9].flatMap((closing) => thanksMails({ ...message, closing }).map(({ mailId }) => mailId));
    expect(new Set(thanks).size).toBe(4);
  });
});

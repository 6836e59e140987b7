import { describe, expect, it } from 'vitest';
import { MailMessage, type MessageOf } from '../../../shared/contracts/mails.ts';
import { escalationMail } from '../../../shared/domain/collection-task/mails.ts';
import type { CollectionTask } from '../../../shared/domain/collection-task/task.ts';
import { money } from '../../../shared/money.ts';
import { render } from '../../support/mails.ts';

type Data = MessageOf<'task-escalated'>['data'];

const escalated = (changes: Partial<Data> = {}) =>
  render({
    template: 'task-escalated',
    data: {
      taskId: 'T-1',
      caseId: 'K-1',
      kind: 'CALL',
      customer: { customerId: 'ACME-1', legalName: 'Acme GmbH' },
      text: 'Call Acme GmbH about 1250.00 EUR, 14 days past due.',
      totals: [
        { amount: '1250.00', currency: 'EUR' },
        { amount: '20.00', currency: 'USD' },
      ],
      daysPastDue: 14,
      dueOn: '2026-03-18',
      from: 'carl@example.com',
      ...changes,
    },
  });

describe('the mail about a task that was not done in time', () => {
  it('should say what is to be done, for whom, and who has left it', () => {
    const { html, subject, text } = escalated();
    expect(subject).toBe('Not done in time: task for Acme GmbH');
    for (const said of ['carl@example.com has not done it by the end of 18 March 2026', 'EUR 1,250.00 and USD 20.00']) {
      expect(text).toContain(said);
      expect(html).toContain(said);
    }
    expect(text).toContain('Call Acme GmbH about 1250.00 EUR, 14 days past due.');
    expect(escalated({ from: null }).text).toContain('It has not been done by the end of 18 March 2026');
  });

  it('should be harmless whatever others wrote', () => {
    const hostile = '"><script>alert(1)</script>\r\nBcc: thief@example.com';
    const { html, subject } = escalated({ text: hostile, customer: { customerId: 'A', legalName: hostile } });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<script>');
  });

  it('should be filled by the task itself', () => {
    const task: CollectionTask = {
      taskId: 'T-1',
      caseId: 'K-1',
      customerId: 'ACME-1',
      kind: 'CALL',
      status: 'OPEN',
      key: 'K-1/1/call',
      text: 'Call.',
      assignee: 'carl@example.com',
      rank: 1,
      totals: [money(100n, 'EUR')],
      daysPastDue: 14,
      createdAt: '2026-03-16T09:00:00.000Z',
      dueOn: '2026-03-18',
      dueAt: '2026-03-18T23:00:00.000Z',
      escalatedAt: null,
      escalatedTo: null,
      leadToldAt: null,
      outcome: null,
      note: null,
      promiseId: null,
      disputeId: null,
      doneBy: null,
      doneAt: null,
      version: 1,
    };
    const { data, mailId, template, to } = escalationMail(task, 'lea@example.com', 'Acme GmbH');
    expect({ mailId, to }).toEqual({ mailId: 'task-T-1-escalated', to: 'lea@example.com' });
    expect(MailMessage.parse({ template, data })).toMatchObject({ data: { from: 'carl@example.com' } });
    expect(escalationMail({ ...task, assignee: 'unassigned' }, 'lea@example.com', 'A').data['from']).toBeNull();
    expect(escalationMail(task, 'carl@example.com', 'A').data['from']).toBeNull();
  });
});

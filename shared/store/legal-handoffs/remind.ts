import { businessDateOf } from '../../dates.ts';
import { rolesToAsk } from '../../domain/legal-handoff/ask.ts';
import { handoffCase, linkEndsAt } from '../../domain/legal-handoff/case.ts';
import { chaseApproval, legalReminderOn, waitsForLegalSince } from '../../domain/legal-handoff/chase.ts';
import { type HandoffStatus, LAWYERS, type LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { legalReminderMails, MOST_LAWYERS, questionMail, troubleMails } from '../../domain/legal-handoff/mails.ts';
import type { NotReached } from '../../domain/limit-request/limit-request.ts';
import { recipientPart } from '../../domain/mail/address.ts';
import { listCaseEvents } from '../collection/items.ts';
import type { Context } from '../context.ts';
import { type Directory, whoIsThere } from '../limit-requests/directory.ts';
import { mailWrite } from '../mails.ts';
import type { Page, Write } from '../table.ts';
import { caseNow, underPolicyOfHandoff } from './cases.ts';
import { handoffFacts } from './facts.ts';
import { listHandoffs } from './items.ts';
import { nameOfCustomer, saveHandoff } from './not-reached.ts';
import { askWrites } from './writes.ts';

/** Handoffs of one status that one run looks at; more than any company has at a time. */
const MOST_HANDOFFS = 5_000;
const PAGE_SIZE = 100;

/** What a run has done about handoffs: how many were reminded of or asked anew, and which of them could not be. */
export interface Reminded {
  readonly approvals: number;
  readonly legal: number;
  readonly failed: readonly string[];
}

async function* handoffsIn(context: Context, status: HandoffStatus): AsyncGenerator<LegalHandoff, void, undefined> {
  let startAfter: Page['next'] = null;
  let seen = 0;
  do {
    const page: Awaited<ReturnType<typeof listHandoffs>> = await listHandoffs(context.table, {
      status,
      oldestFirst: true,
      limit: PAGE_SIZE,
      startAfter,
    });
    yield* page.handoffs;
    seen += page.handoffs.length;
    startAfter = page.next;
  } while (startAfter && seen < MOST_HANDOFFS);
}

/** Each is a mail to every platform admin, in one transaction with all else: the rest is told the next time. */
const TOLD_AT_ONCE = 5;

const untoldOf = ({ approval }: LegalHandoff): readonly NotReached[] =>
  (approval?.notReached ?? []).filter(({ told }) => !told).slice(0, TOLD_AT_ONCE);

/** Tells those who run the platform of approvers whom no mail has reached. */
const tellOfLost = async (directory: Directory, handoff: LegalHandoff, legalName: string) => {
  const untold = untoldOf(handoff);
  if (untold.length === 0) return [];
  const admins = await directory.inRole('platform-admins');
  return untold.flatMap(({ email, reason }) =>
    troubleMails(admins, handoff, legalName, {
      trouble: 'NOT_REACHED',
      role: handoff.approval?.approvers.find((one) => one.email === email)?.role ?? '',
      why: `${email}: ${reason}`,
      name: `not-reached-${recipientPart(email)}`,
    }),
  );
};

/** Reminds approvers, or asks the next role. @returns whether anything was due. */
const chaseOne = (context: Context, directory: Directory, handoffId: string): Promise<boolean> =>
  saveHandoff(context, handoffId, async (handoff) => {
    const { moment, table } = context;
    const { approval, status } = handoff;
    if (status !== 'AWAITING_APPROVAL' || !approval) return null;
    const { policy } = await underPolicyOfHandoff(context, handoff);
    const people = await whoIsThere(context, directory, rolesToAsk(approval.role, policy.approvals));
    const chased = chaseApproval(approval, policy.approvals, people, moment.now);
    const legalName = await nameOfCustomer(context, handoff.customerId);
    const lost = await tellOfLost(directory, handoff, legalName);
    const untold = untoldOf(handoff);
    if (!chased && untold.length === 0) return null;
    const known = { ...(chased?.approval ?? approval) };
    const after = {
      ...handoff,
      approval: {
        ...known,
        notReached: known.notReached.map((one) => (untold.includes(one) ? { ...one, told: true } : one)),
      },
    };
    const { ground, state } = await caseNow(context, handoff);
    const facts = handoffFacts(state, ground, await listCaseEvents(table, handoff.caseId));
    const ends = linkEndsAt(moment.now, policy.approvals);
    const mails = [
      ...(chased?.reminded ?? []).map((approver) =>
        questionMail(handoffCase(after, approver, facts, policy.approvals), {
          occasion: 'REMINDED',
          name: `reminded-${moment.today}`,
          linkEndsAt: ends,
        }),
      ),
      ...(chased?.asked ?? []).map((approver) =>
        questionMail(handoffCase(after, approver, facts, policy.approvals), {
          occasion: approval.askedRole === null ? 'ASKED' : 'ESCALATED',
          name: 'asked',
          linkEndsAt: ends,
        }),
      ),
      ...lost,
    ];
    const writes: Write[] = [
      ...askWrites(context, after, chased?.asked ?? []),
      ...mails.map((mail) => mailWrite(context, mail)),
    ];
    return { after, writes };
  });

/** Reminds legal of a handoff that nobody has taken over. @returns whether it was due. */
const remindOne = (context: Context, directory: Directory, handoffId: string): Promise<boolean> =>
  saveHandoff(context, handoffId, async (handoff) => {
    const { environment, moment } = context;
    const since = waitsForLegalSince(handoff);
    if (since === null) return null;
    const { policy } = await underPolicyOfHandoff(context, handoff);
    const { closedDays } = policy.calendars;
    const days = policy.collections.legalReminderDays;
    const from = businessDateOf(since, environment.timeZone);
    if (legalReminderOn(from, { country: environment.country, days, closedDays }) > moment.today) return null;
    const present = (await directory.inRole(LAWYERS)).slice(0, MOST_LAWYERS);
    const lawyers = [...new Set([...present, ...handoff.lawyers])].slice(0, MOST_LAWYERS);
    const legalName = await nameOfCustomer(context, handoff.customerId);
    const mails = legalReminderMails(present, handoff, legalName, moment.today);
    return {
      after: { ...handoff, lawyers, remindedAt: moment.now },
      writes: mails.map((mail) => mailWrite(context, mail)),
    };
  });

/**
 * What the daily run does about handoffs: approvers who have not answered are reminded after the policy's time for
 * approvals, and the next role is asked after its time for escalation; legal is reminded of what it has not taken over
 * after so many business days, and again each time they have passed. Done twice on a day, nothing is done twice; a
 * handoff that cannot be looked after does not hold up the others.
 */
export const remindLegal = async (context: Context, directory: Directory): Promise<Reminded> => {
  const failed: string[] = [];
  const done = { approvals: 0, legal: 0 };
  const attempt = async (handoffId: string, remind: typeof chaseOne): Promise<number> => {
    try {
      return (await remind(context, directory, handoffId)) ? 1 : 0;
    } catch {
      failed.push(handoffId);
      return 0;
    }
  };
  for await (const { handoffId } of handoffsIn(context, 'AWAITING_APPROVAL')) {
    done.approvals += await attempt(handoffId, chaseOne);
  }
  for await (const { handoffId } of handoffsIn(context, 'WITH_LEGAL')) {
    done.legal += await attempt(handoffId, remindOne);
  }
  return { ...done, failed };
};

import { standingOf, totalsOf } from '../../domain/collection/standing.ts';
import { isWithLegal } from '../../domain/legal-handoff/handoff.ts';
import { type LegalNews, legalNewsMails } from '../../domain/legal-handoff/mails.ts';
import { fromMoneyJson, type Money } from '../../money.ts';
import { gatherGround } from '../collection/ground.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import { settleWrites } from '../table.ts';
import { findHandoffOfCase } from './items.ts';

/** A movement on the account of a customer that legal has. */
export interface LegalMovement {
  /** Sequence number of its history entry: legal hears of each once. */
  readonly entrySeq: number;
  readonly kind: Extract<LegalNews['news'], 'PAYMENT' | 'CREDIT' | 'REVERSAL' | 'OTHER'>;
  readonly amount: Money | null;
}

const kinds: Readonly<Record<string, LegalMovement['kind']>> = {
  PaymentReceived: 'PAYMENT',
  CreditNotePosted: 'CREDIT',
  PaymentReversed: 'REVERSAL',
  ReceivableWrittenOff: 'OTHER',
};

const amountOf = (value: unknown): Money | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { amount, currency } = value as Record<string, unknown>;
  return typeof amount === 'string' && typeof currency === 'string' ? fromMoneyJson({ amount, currency }) : null;
};

/** What news of a customer is to legal; `null` where it is none of what they have to know. */
export const legalMovementOf = (news: {
  readonly detailType: string;
  readonly seq: number;
  readonly data: Readonly<Record<string, unknown>>;
}): LegalMovement | null => {
  const kind = kinds[news.detailType];
  return kind ? { entrySeq: news.seq, kind, amount: amountOf(news.data['amount'] ?? news.data['writtenOff']) } : null;
};

/**
 * Tells legal of a payment, a credit or a bounced payment of a customer whose file it has. Told again, nothing is sent
 * twice. When everything is settled the end of the case tells it, and this as well: what came in is news of its own.
 * @returns whether somebody was told.
 */
export const tellLegalOfPayment = async (
  context: Context,
  caseId: string,
  { amount, entrySeq, kind }: LegalMovement,
): Promise<boolean> => {
  const handoff = await findHandoffOfCase(context.table, caseId);
  if (!handoff || handoff.lawyers.length === 0) return false;
  // Closed by the very payment that is told of, at its instant; afterwards it is no business of theirs any more.
  const isClosedByIt = handoff.status === 'CLOSED' && handoff.ended?.at === context.moment.now;
  // They were told to stop because of a payment that has come back now.
  const isOwedAgain = handoff.status === 'CLOSED' && kind === 'REVERSAL';
  if (!isWithLegal(handoff) && !isClosedByIt && !isOwedAgain) return false;
  const { facts, profile } = await gatherGround(context, handoff.customerId, caseId);
  const mails = legalNewsMails(handoff, profile.masterData.legalName, {
    news: kind,
    name: String(entrySeq),
    amount,
    remaining: totalsOf(standingOf({ promises: [] }, facts).unpaid),
    why: null,
    by: null,
  });
  // One after the other: those that were written before are left alone.
  let told = false;
  for (const mail of mails) {
    const outcome = await settleWrites(context.table, [mailWrite(context, mail)]);
    told = outcome.done || told;
  }
  return told;
};

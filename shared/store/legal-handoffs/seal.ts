import { totalsOf } from '../../domain/collection/standing.ts';
import {
  type BundleContent,
  type BundleFile,
  canonicalBytes,
  MANIFEST,
  type Manifest,
} from '../../domain/legal-handoff/bundle.ts';
import { evolveHandoff } from '../../domain/legal-handoff/evolve.ts';
import { type BundlePart, isToBeSealed, LAWYERS, type LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { handoverMails, MOST_LAWYERS, troubleMails } from '../../domain/legal-handoff/mails.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import { changeCase } from '../collection/change.ts';
import { type Context, withoutRequest } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { mailWrite } from '../mails.ts';
import { toMoneyText } from '../money-text.ts';
import type { Table } from '../table.ts';
import { keepFile } from './bundle.ts';
import { claimedItems } from './facts.ts';
import { findHandoffOfCase, handoffWriteAfter, loadHandoff } from './items.ts';

/** The handoff of a case that is still to be sealed; `null` where there is none. */
export const handoffToSeal = async (table: Table, caseId: string): Promise<LegalHandoff | null> => {
  const handoff = await findHandoffOfCase(table, caseId);
  return handoff && isToBeSealed(handoff) ? handoff : null;
};

/** Nothing is written then: not even that it was sealed. */
class NotToBeSealed extends Error {}

const isSame = (a: readonly Money[], b: readonly Money[]): boolean => toMoneyText(a) === toMoneyText(b);

const manifestOf = (content: BundleContent, parts: readonly BundlePart[]): Manifest => {
  const { creditor, customerId, handoff, interestTotals, legalName, sealedAt, totals } = content;
  const { caseId, decision, handoffId } = handoff;
  return {
    handoffId,
    caseId,
    customer: { customerId, legalName },
    creditor,
    totals: totals.map(toMoneyJson),
    interest: interestTotals.map(toMoneyJson),
    approvedBy: decision?.by ?? null,
    approvedAt: decision?.at ?? null,
    sealedAt,
    parts,
  };
};

const sealed = (
  handoff: LegalHandoff,
  { interestTotals, sealedAt, statement, totals }: BundleContent,
  parts: readonly BundlePart[],
  manifestSha256: string,
  lawyers: readonly string[],
): LegalHandoff => {
  const claimed = statement.filter((line) => line.claimed !== null);
  return {
    ...handoff,
    status: handoff.status === 'APPROVED' ? 'WITH_LEGAL' : handoff.status,
    totals,
    lawyers,
    seal: {
      at: sealedAt,
      manifestSha256,
      parts,
      interest: interestTotals,
      invoices: claimed.length,
      oldestDueOn: claimed[0]?.dueOn ?? null,
    },
  };
};

/**
 * Seals what was gathered: keeps every file under its hash, then, in one transaction, says so on the handoff and in the
 * story of the case, which carries the manifest's hash into the customer's chain of history, and mails it to everybody in
 * the role legal. What was interrupted is begun anew, and nothing that was sealed is ever changed.
 * @returns whether it is sealed by this; not when it was before, the case has ended meanwhile, or less is owed than was gathered:
 * the workflow then begins anew.
 */
export const sealHandoff = async (
  context: Context,
  directory: Directory,
  content: BundleContent,
  files: readonly BundleFile[],
): Promise<boolean> => {
  const { table } = context;
  const { caseId, handoffId } = content.handoff;
  const parts: BundlePart[] = [];
  for (const file of files) parts.push(await keepFile(table, handoffId, file));
  const manifest = await keepFile(table, handoffId, {
    name: MANIFEST,
    mediaType: 'application/json',
    content: canonicalBytes(manifestOf(content, parts)),
  });
  const lawyers = (await directory.inRole(LAWYERS)).slice(0, MOST_LAWYERS);
  const admins = lawyers.length === 0 ? await directory.inRole('platform-admins') : [];
  const before = await loadHandoff(table, handoffId);
  if (!isToBeSealed(before)) return false;
  const told = lawyers.length === 0 ? 'Nobody holds the role legal' : `Mailed to ${lawyers.join(', ')}`;
  const text = `Sealed for the lawyers as ${handoffId}: manifest SHA-256 ${manifest.sha256}. ${told}.`;
  const change = changeCase<boolean>(
    withoutRequest(context),
    directory,
    caseId,
    { type: 'NOTE', kind: 'LEGAL_TOLD', text, by: null },
    {
      writes: async ({ after: caseNow, events, ground }) => {
        const current = await loadHandoff(table, handoffId);
        // Somebody else has sealed it, or the facts have ended it in this very change.
        if (!isToBeSealed(current) || events.reduce(evolveHandoff, current) !== current) throw new NotToBeSealed();
        // Money came in while the files were made: what is claimed is gathered anew.
        if (!isSame(totalsOf(claimedItems(caseNow.state, ground)), content.totals)) throw new NotToBeSealed();
        const after = sealed(current, content, [...parts, manifest], manifest.sha256, lawyers);
        const trouble = troubleMails(admins, after, content.legalName, {
          trouble: 'NO_LAWYER',
          role: LAWYERS,
          why: 'Nobody holds it.',
          name: 'no-lawyer',
        });
        return [
          handoffWriteAfter(table, current, after),
          ...[...handoverMails(after, content.legalName), ...trouble].map((mail) => mailWrite(context, mail)),
        ];
      },
      answer: () => true,
    },
  );
  return change.catch((error: unknown) => {
    if (error instanceof NotToBeSealed) return false;
    throw error;
  });
};

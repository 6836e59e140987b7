import { fromMoneyJson } from '../../shared/money.ts';
import type { Books } from './audit.ts';
import { canonicalHash } from './canonical-hash.ts';

/** What is wrong in a customer's chain: gaps, broken links, wrong hashes, counters that are not the entries' sum. */
export const chainDefects = ({ account, entries }: Books): string[] => {
  const { customerId } = account;
  const defects: string[] = [];
  const sums = { openReceivables: 0n, reservations: 0n, unappliedCash: 0n };
  let previous: { seq: number; hash: string | null; at: string } = { seq: 0, hash: null, at: '' };
  for (const entry of entries) {
    const name = `entry ${entry.seq} of ${customerId}`;
    if (entry.seq !== previous.seq + 1) defects.push(`${name} follows entry ${previous.seq}`);
    if (entry.previousHash !== previous.hash) defects.push(`${name} does not name the hash before it`);
    if (entry.hash !== canonicalHash(entry)) defects.push(`${name} has another hash than its content`);
    if (entry.at < previous.at) defects.push(`${name} is dated before entry ${previous.seq}`);
    for (const counter of ['openReceivables', 'reservations', 'unappliedCash'] as const) {
      sums[counter] += fromMoneyJson(entry.deltas[counter]).minorUnits;
    }
    previous = entry;
  }
  for (const [counter, total] of Object.entries(sums)) {
    const kept = account[counter as keyof typeof sums];
    if (kept !== total) defects.push(`${counter} of ${customerId} is ${kept}; its entries add up to ${total}`);
  }
  if (account.version !== previous.seq) defects.push(`${customerId} is at ${account.version}, not ${previous.seq}`);
  if (account.lastHash !== previous.hash) defects.push(`${customerId} does not name the hash of its last entry`);
  return defects;
};

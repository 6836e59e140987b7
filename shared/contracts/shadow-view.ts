import type { Shadow, ShadowFigures } from '../domain/simulation/shadow.ts';
import { flipView } from './flip-view.ts';
import type { ShadowPolicyView } from './simulation.ts';

const EXAMPLES = 20;

/** A draft in shadow as the API shows it. */
export const shadowView = (shadow: Shadow, figures: ShadowFigures): ShadowPolicyView => ({
  draftHash: shadow.draftHash,
  basedOnVersion: shadow.basedOnVersion,
  changes: [...shadow.changes],
  since: shadow.since,
  startedBy: shadow.startedBy,
  decisions: {
    both: figures.both,
    same: figures.both - figures.flipped.length,
    flipped: figures.flipped.length,
    failed: figures.failed,
  },
  flips: [...figures.flips],
  examples: figures.flipped.slice(0, EXAMPLES).map(flipView),
  truncatedBefore: figures.truncatedBefore,
});

import { createHash } from 'node:crypto';
import type { Machine } from './asl/turn.ts';

/** A state machine of the stacks. */
export interface StateMachine extends Machine {
  /** The definition as it was deployed, with everything substituted. */
  readonly text: string;
  /** Names this definition among those that the state machine had over time. */
  readonly hash: string;
}

export const hashOf = (definition: string): string => createHash('sha256').update(definition).digest('hex');

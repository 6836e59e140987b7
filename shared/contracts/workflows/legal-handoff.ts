import * as z from 'zod/mini';
import { Identifier } from '../primitives.ts';
import { taskInput } from './task.ts';

/** Input of the task that seals what a case hands over to legal. */
export const SealHandoffInput = /* @__PURE__ */ taskInput({ caseId: Identifier });

/** `null` where there was nothing to seal: it was sealed before, recalled, or has become pointless. */
export const SealHandoffOutput = z.object({ handoffId: z.nullable(z.string()) });

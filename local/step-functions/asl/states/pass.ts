import type { PassState } from '../definition.ts';
import { type Enter, leaveWithInput } from '../step.ts';

export const enterPass: Enter<PassState> = (_turn, branch, state) => leaveWithInput(branch, state);

import type { SucceedState } from '../definition.ts';
import { type Enter, leaveWithInput } from '../step.ts';

export const enterSucceed: Enter<SucceedState> = (_turn, branch, state) => leaveWithInput(branch, state);

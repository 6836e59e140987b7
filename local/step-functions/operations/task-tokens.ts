import * as z from 'zod';
import { operation } from './operation.ts';

const token = { taskToken: z.string().min(1).max(2048) };

export const tokenOperations = {
  SendTaskSuccess: operation(z.object({ ...token, output: z.string() }), async ({ tokens }, { taskToken, output }) => {
    await tokens.succeed(taskToken, output);
    return {};
  }),
  SendTaskFailure: operation(
    z.object({ ...token, error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() }),
    async ({ tokens }, { taskToken, ...failure }) => {
      await tokens.fail(taskToken, failure);
      return {};
    },
  ),
  SendTaskHeartbeat: operation(z.object(token), async ({ tokens }, { taskToken }) => {
    await tokens.heartbeat(taskToken);
    return {};
  }),
};

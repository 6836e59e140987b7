import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { taskInput } from '../../../shared/contracts/workflows/task.ts';
import { notFound, unavailable } from '../../../shared/errors.ts';
import { taskHandler } from '../../../shared/workflow/task-handler.ts';

const config = { timeZone: 'Europe/Berlin', serviceName: 'test', logLevel: 'INFO' } as const;
const Input = taskInput({ requestId: z.string(), token: z.exactOptional(z.string()) });
const Output = z.object({ ended: z.boolean() });
const event = { requestId: 'R-1', now: '2026-03-31T22:30:00.5Z', correlationId: 'c-1' };

const handlerOf = (run: Parameters<typeof taskHandler<typeof Input, typeof Output>>[1]) =>
  taskHandler({ input: Input, output: Output, config }, run);
const throwing = (error: unknown) => handlerOf(() => Promise.reject(error));

const tapLog = () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  return lines;
};
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a task of a state machine', () => {
  it('should be given a checked input and the moment at which its state was entered', async () => {
    tapLog();
    const handler = handlerOf(async (task) => {
      expectTypeOf(task.input.requestId).toEqualTypeOf<string>();
      expect(task).toMatchObject({
        input: event,
        moment: { now: '2026-03-31T22:30:00.500Z', today: '2026-04-01' },
        correlationId: 'c-1',
      });
      return { ended: true };
    });
    expect(await handler(event)).toEqual({ ended: true });
  });

  it('should leave one line with its ids and no token when it is done', async () => {
    const lines = tapLog();
    const done = handlerOf(async () => ({ ended: true }));
    await done({ ...event, token: 'secret' }, { functionName: 'credence-test-end' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'task',
      task: 'credence-test-end',
      correlation_id: 'c-1',
      requestId: 'R-1',
    });
    expect(lines.join()).not.toContain('secret');
  });

  it('should name the wrong fields and nothing of what stands in them when its input is not as agreed', async () => {
    const lines = tapLog();
    const handler = handlerOf(async () => ({ ended: true }));
    const wrong = handler({ ...event, now: 'yesterday', requestId: 7, token: 'secret' });
    await expect(wrong).rejects.toMatchObject({
      name: 'TaskInputInvalid',
      message: expect.stringMatching(/^(?=.*now )(?=.*requestId must be text)(?!.*(yesterday|secret))/),
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('secret');
  });

  it('should say so when its output is not as agreed', async () => {
    tapLog();
    const handler = handlerOf(async () => ({ ended: 'yes' }) as never);
    await expect(handler(event)).rejects.toMatchObject({
      name: 'TaskOutputInvalid',
      message: 'ended must be true or false',
    });
  });

  it('should fail by the name of the refusal when it is refused', async () => {
    const lines = tapLog();
    await expect(throwing(notFound('customer', 'C-1'))(event)).rejects.toMatchObject({
      name: 'NotFound',
      message: "There is no customer 'C-1'.",
    });
    await expect(throwing(unavailable('Later.'))(event)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(lines.map((text) => JSON.parse(text).level)).toEqual(['WARN', 'WARN']);
  });

  it('should be unavailable when what failed passes by itself', async () => {
    tapLog();
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    await expect(throwing(throttled)(event)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('should keep the name and log under the correlation id when something is broken', async () => {
    const lines = tapLog();
    await expect(throwing(new TypeError('no such thing'))(event)).rejects.toMatchObject({ name: 'TypeError' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      correlation_id: 'c-1',
      error: { name: 'TypeError', message: 'no such thing' },
    });
  });
});

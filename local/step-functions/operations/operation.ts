import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { Executions } from '../executions.ts';
import type { Machines } from '../machines.ts';
import type { TaskTokens } from '../task-tokens.ts';

/** What the operations of the API work on. */
export interface Services {
  readonly executions: Executions;
  readonly machines: Machines;
  readonly tokens: TaskTokens;
  readonly now: () => number;
}

/** An operation of the API: takes the body of a request, answers that of the response. */
export type Operation = (services: Services, body: unknown) => object | Promise<object>;

/** An operation whose request is checked first. Members it does not know are none of its business. */
export const operation =
  <Request extends z.ZodType>(
    schema: Request,
    run: (services: Services, request: z.infer<Request>) => object | Promise<object>,
  ): Operation =>
  (services, body) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return run(services, parsed.data);
    throw new AwsError('ValidationException', z.prettifyError(parsed.error));
  };

/** A time as the AWS JSON protocol tells it: seconds since the epoch. */
export const seconds = (epochMilliseconds: number): number => epochMilliseconds / 1000;

/** Where the next page of a list begins, as a text that means nothing to whoever asks. */
export const tokenFor = (place: number): string => Buffer.from(String(place)).toString('base64url');

export const placeOf = (token: string | undefined): number | undefined => {
  if (token === undefined) return undefined;
  const place = Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (Number.isInteger(place)) return place;
  throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
};

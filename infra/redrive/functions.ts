import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { fieldsOf, printable, textOf } from './letter.ts';

/** Hands something to a function and waits. Answers the function's error, and nothing when there was none. */
export type Call = (functionName: string, payload: unknown) => Promise<string | undefined>;

/** @param account that of the stage: a function of the same name in another account is never called. */
export const callsOn =
  (client: LambdaClient, account: string, stage: string): Call =>
  async (functionName, payload) => {
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: `${account}:function:credence-${stage}-${functionName}`,
        InvocationType: 'RequestResponse',
        Payload: Buffer.from(JSON.stringify(payload)),
      }),
    );
    const text = Buffer.from(answer.Payload ?? []).toString('utf8');
    return errorIn(answer.FunctionError, text);
  };

/** A function that is fed from a stream tells of records that it could not take in an answer without an error. */
export const errorIn = (functionError: string | undefined, answer: string): string | undefined => {
  const fields = fieldsOf(parse(answer));
  if (functionError !== undefined) {
    const told = [textOf(fields['errorType']), textOf(fields['errorMessage'])].filter((part) => part !== '').join(': ');
    return printable(told || answer || functionError);
  }
  const failures = fields['batchItemFailures'];
  if (!Array.isArray(failures) || failures.length === 0) return undefined;
  const from = printable(textOf(fieldsOf(failures[0])['itemIdentifier']));
  return `not taken from record ${from} on; the log of the function says why`;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

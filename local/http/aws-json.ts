import { randomUUID } from 'node:crypto';
import { isObject } from '../json.ts';
import { jsonReply, type Reply } from './reply.ts';

/** An answer of an AWS service that speaks AWS JSON 1.1. */
export const awsJson = (status: number, body: unknown): Reply =>
  jsonReply(status, body, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });

/** A refusal by the name that the SDK makes its error of. */
export const refuse = (type: string, message: string): Reply => awsJson(400, { __type: type, message });

/** A text that is a JSON object; `undefined` for anything else. */
export const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

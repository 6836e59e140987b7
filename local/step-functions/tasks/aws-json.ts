import { asObject, asString, type Json } from '../../json.ts';
import { failed, type TaskOutcome } from './task.ts';

export interface AwsJsonService {
  readonly endpoint: string;
  /** Such as `DynamoDB_20120810`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  /** What error names of the integration begin with. */
  readonly errorPrefix: string;
  readonly region: string;
}

/**
 * Calls an action of a service that speaks AWS JSON. Errors are named as the integration names them: after the
 * exceptions of the Java SDK.
 */
export const callAwsJson = async (service: AwsJsonService, action: string, body: Json): Promise<TaskOutcome> => {
  const { endpoint, targetPrefix, version, errorPrefix, region } = service;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${targetPrefix}.${action}`,
      // Engines look at the region of a signature, not at whether it is right.
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/service/aws4_request, SignedHeaders=host, Signature=local`,
      'x-amz-date': '20260101T000000Z',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.ok) return { output: JSON.parse(text || '{}') as Json };
  const { type, message } = readError(text);
  return failed(
    `${errorPrefix}.${exceptionName(type)}`,
    `${message} (Service: ${errorPrefix}, Status Code: ${response.status})`,
  );
};

const readError = (text: string): { readonly type: string; readonly message: string } => {
  try {
    const error = asObject(JSON.parse(text));
    const type = asString(error['__type'])?.split('#').at(-1) ?? 'Service';
    return { type, message: asString(error['message']) ?? asString(error['Message']) ?? '' };
  } catch {
    return { type: 'Service', message: text };
  }
};

/** `ExecutionAlreadyExists` is `ExecutionAlreadyExistsException` there. */
export const exceptionName = (type: string): string => (type.endsWith('Exception') ? type : `${type}Exception`);

import { asObject, type Json } from '../../json.ts';
import { AwsError } from '../aws-error.ts';
import type { Operation, Services } from '../operations/operation.ts';
import { exceptionName } from './aws-json.ts';
import { failed, type TaskHandler } from './task.ts';

/** Members that carry a JSON text; the integration takes the JSON itself as well. */
const JSON_TEXTS = ['input', 'output'];

/**
 * `aws-sdk:sfn:<action>`: the operations of the endpoint, with member names that begin with a capital letter and times
 * as texts.
 */
export const createSfnTask =
  (services: Services, operation: Operation): TaskHandler =>
  async ({ arguments: given }) => {
    const request = Object.entries(asObject(given)).map(([name, value]) => {
      const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [member, JSON_TEXTS.includes(member) && typeof value !== 'string' ? JSON.stringify(value) : value];
    });
    try {
      return { output: capitalized(await operation(services, Object.fromEntries(request))) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return failed(`Sfn.${exceptionName(error.type)}`, `${error.message} (Service: Sfn, Status Code: 400)`);
    }
  };

const capitalized = (value: unknown, name = ''): Json => {
  if (Array.isArray(value)) return value.map((item) => capitalized(item));
  if (typeof value === 'number' && /Date$|^timestamp$/.test(name)) return new Date(value * 1000).toISOString();
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      capitalized(item, key),
    ]),
  );
};

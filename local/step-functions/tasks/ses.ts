import { capitalize } from './names.ts';
import { failed, type TaskHandler } from './task.ts';

const VERSION = '2010-12-01';

/** `aws-sdk:ses:<action>`: SES as of the first version of its API, which takes forms and answers XML. */
export const createSesTask =
  (endpoint: string, action: string): TaskHandler =>
  async ({ arguments: given }) => {
    const form = new URLSearchParams({ Action: capitalize(action), Version: VERSION });
    for (const [name, value] of flatten(given, '')) form.append(name, value);
    const response = await fetch(endpoint, { method: 'POST', body: form });
    const text = await response.text();
    if (response.ok) return { output: resultOf(text, capitalize(action)) };
    const error = element(text, 'Code') ?? 'Ses';
    const name = error.endsWith('Exception') ? error : `${error}Exception`;
    return failed(`Ses.${name}`, `${element(text, 'Message') ?? ''} (Service: Ses, Status Code: ${response.status})`);
  };

/** `Destination.ToAddresses.member.1` and so on. */
const flatten = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => flatten(item, `${path}.member.${index + 1}`));
  if (typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, item]) => flatten(item, path === '' ? key : `${path}.${key}`));
};

const element = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

/** The texts that stand directly in the result. */
const resultOf = (xml: string, action: string): Record<string, string> => {
  const [, result = ''] = new RegExp(`<${action}Result>([\\s\\S]*)</${action}Result>`).exec(xml) ?? [];
  return Object.fromEntries(
    [...result.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [name, text]),
  );
};

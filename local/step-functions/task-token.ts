import { randomBytes } from 'node:crypto';

const PREFIX = 'AQACc';
/** What a token looks like, wherever it stands in a text. */
const PATTERN = /AQACc[\w-]+\.[\w-]{43}/g;

/** Makes a token that nobody can guess, and that says whose task it is. */
export const makeToken = (executionArn: string, taskId: string): string => {
  const whose = Buffer.from(JSON.stringify([executionArn, taskId])).toString('base64url');
  return `${PREFIX}${whose}.${randomBytes(32).toString('base64url')}`;
};

/** Whose task a token is for; `undefined` for what never was a token. */
export const readToken = (token: string): { readonly executionArn: string; readonly taskId: string } | undefined => {
  if (token.replace(PATTERN, '') !== '' || token === '') return undefined;
  const whose = token.slice(PREFIX.length, token.indexOf('.'));
  try {
    const [executionArn, taskId]: unknown[] = JSON.parse(Buffer.from(whose, 'base64url').toString('utf8'));
    return typeof executionArn === 'string' && typeof taskId === 'string' ? { executionArn, taskId } : undefined;
  } catch {
    return undefined;
  }
};

/** Blots out tokens in a text that is shown to people. */
export const hideTokens = (text: string): string => text.replace(PATTERN, '(task token)');

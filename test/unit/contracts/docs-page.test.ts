import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../../shared/contracts/catalogue.ts';
import { operations } from '../../../shared/contracts/operations.ts';
import type { Reply } from '../../../shared/http/exchange.ts';
import { apiEvent } from '../../support/api-event.ts';

let page: Reply;
let openApi: Reply;

beforeAll(async () => {
  vi.stubEnv('STAGE', 'test');
  vi.stubEnv('TIME_ZONE', 'Europe/Berlin');
  vi.stubEnv('BASE_CURRENCY', 'EUR');
  vi.stubEnv('CALENDAR_COUNTRY', 'DE');
  vi.stubEnv('LOG_LEVEL', 'SILENT');
  vi.stubEnv('SERVICE_VERSION', '1.2.3');
  const { handler } = await import('../../../functions/get-api-docs/handler.ts');
  page = await handler(apiEvent('getDocs'));
  openApi = await handler(apiEvent('getOpenApi'));
});

const all = (pattern: RegExp): string[] => [...(page.body ?? '').matchAll(pattern)].map((match) => match[1] ?? '');

describe('the reference page', () => {
  it('should be HTML without scripts, styled by the one sheet that its policy allows', () => {
    expect(page).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.body).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|\sstyle=|@import|url\(/i);
    const [sheet = ''] = all(/<style>([\s\S]*?)<\/style>/g);
    const hash = createHash('sha256').update(sheet).digest('base64');
    expect(page.headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  it('should show every operation with method and path', () => {
    for (const { path } of Object.values(operations)) expect(page.body).toContain(`<code>${path}</code>`);
    for (const { summary } of Object.values(catalogue)) {
      expect(page.body).toContain(summary);
    }
  });

  it('should have every anchor once and no link that leads nowhere', () => {
    const ids = all(/ id="([^"]+)"/g);
    expect(ids.length).toBe(new Set(ids).size);
    const links = all(/href="#([^"]+)"/g);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  it('should have one main heading and no level left out', () => {
    const levels = all(/<h([1-6])/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  });
});

describe('the document beside it', () => {
  it('should be served as JSON in the version that is deployed', () => {
    expect(openApi).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(openApi.body ?? '')).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decisionPage } from '../../../shared/pages/decision/page.ts';
import { pageHeaders } from '../../../shared/pages/security.ts';
import { style } from '../../../shared/pages/style.ts';
import { approvalCase } from '../../support/approval-case.ts';
import { contrast } from '../../support/contrast.ts';

/** The colours of light mode and of dark mode, by name. */
const [light, dark] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, rule = '']) => new Map([...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])),
);

describe('the colours of the pages', () => {
  const modes = [
    ['light', light],
    ['dark', dark],
  ] as const;
  const pairs: readonly (readonly [string, string, number])[] = [
    ['ink', 'sheet', 7],
    ['ink', 'ground', 7],
    ['soft', 'sheet', 4.5],
    ['soft', 'ground', 4.5],
    ['soft', 'chip', 4.5],
    ['ink', 'chip', 7],
    ['accent', 'sheet', 4.5],
    ['accent', 'ground', 4.5],
    ['on-accent', 'accent', 7],
    ['bad', 'sheet', 4.5],
    ['bad', 'bad-ground', 4.5],
    ['field', 'sheet', 3],
    ['used', 'room', 3],
    ['used', 'wanted', 3],
    ['used', 'sheet', 3],
    ['over', 'sheet', 3],
    ['over', 'wanted', 3],
    ['added', 'sheet', 3],
  ];

  it.each(modes.flatMap(([mode, colors]) => pairs.map((pair) => [mode, ...pair, colors] as const)))(
    'should have enough contrast in %s mode for %s on %s',
    (_mode, ink, ground, least, colors) => {
      expect(contrast(colors?.get(ink) ?? '', colors?.get(ground) ?? '')).toBeGreaterThanOrEqual(least);
    },
  );
});

describe('the style sheet of the pages', () => {
  it('should be the only one, and allowed by its hash', () => {
    const html = decisionPage(approvalCase(), { timeZone: 'Europe/Berlin' });
    const [sheet, ...others] = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text = '']) => text);
    expect(others).toEqual([]);
    const hash = createHash('sha256')
      .update(sheet ?? '')
      .digest('base64');
    expect(pageHeaders['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
  });

  it('should load nothing', () => {
    expect(style).not.toMatch(/url\(|@import|@font-face|https?:/);
  });
});

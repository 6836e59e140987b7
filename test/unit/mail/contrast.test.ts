import { describe, expect, it } from 'vitest';
import { darkMode, styles } from '../../../shared/mail/html/style.ts';
import { contrast } from '../../support/contrast.ts';

const dark = (name: string, property: string): string => {
  const rule = new RegExp(`\\.${name} \\{[^}]*?(?<![a-z-])${property}: (#[0-9a-f]{6})`).exec(darkMode)?.[1];
  if (!rule) throw new Error(`no ${property} of .${name}`);
  return rule;
};

describe('the colours of a mail', () => {
  it.each([
    ['text', styles.text.color, styles.sheet.backgroundColor, 7],
    ['small print', styles.note.color, styles.sheet.backgroundColor, 4.5],
    ['the button', styles.button.color, styles.button.backgroundColor, 7],
    ['text in the dark', dark('ink', 'color'), dark('sheet', 'background-color'), 7],
    ['small print in the dark', dark('faint', 'color'), dark('sheet', 'background-color'), 4.5],
    ['the button in the dark', dark('button', 'color'), dark('button', 'background-color'), 7],
  ])('should have enough contrast in %s', (_, ink, ground, least) => {
    expect(contrast(String(ink), String(ground))).toBeGreaterThanOrEqual(least);
  });
});

import { describe, expect, it } from 'vitest';
import { darkMode, styles } from '../../../shared/mail/html/style.ts';

/** Contrast by WCAG 2, 1 to 21. */
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

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

import type { CSSProperties } from 'react';

/**
 * Colours of light mode stand in the elements themselves, because some mail programs drop style sheets; those of dark
 * mode in a style sheet over classes. Every pair of text and ground has a contrast of 4.5 : 1 or more, the button 7 : 1.
 */
const ink = '#16191f';
const faint = '#545b64';
const line = '#d5dbdb';
const ground = '#f2f3f3';
const sheet = '#ffffff';
const accent = '#0b4a8f';

const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
/** A long address breaks rather than widen the mail beyond a phone. */
const text: CSSProperties = {
  color: ink,
  fontSize: '16px',
  lineHeight: '24px',
  margin: '0 0 16px',
  overflowWrap: 'anywhere',
};

export const styles = {
  body: { backgroundColor: ground, fontFamily, margin: 0, padding: '16px 8px' },
  sheet: {
    backgroundColor: sheet,
    border: `1px solid ${line}`,
    borderRadius: '8px',
    maxWidth: '600px',
    padding: '24px 20px',
  },
  heading: { ...text, fontSize: '22px', fontWeight: 700, lineHeight: '30px' },
  title: { ...text, fontSize: '16px', fontWeight: 700, margin: '24px 0 4px' },
  text,
  note: { ...text, color: faint, fontSize: '14px', lineHeight: '20px', margin: '0 0 8px' },
  facts: { borderCollapse: 'collapse', marginBottom: '16px', width: '100%' },
  label: {
    borderTop: `1px solid ${line}`,
    color: faint,
    fontSize: '15px',
    fontWeight: 400,
    lineHeight: '22px',
    padding: '6px 12px 6px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    width: '42%',
  },
  value: {
    borderTop: `1px solid ${line}`,
    color: ink,
    fontSize: '15px',
    lineHeight: '22px',
    overflowWrap: 'anywhere',
    padding: '6px 0',
    verticalAlign: 'top',
  },
  item: {
    borderTop: `1px solid ${line}`,
    color: ink,
    fontSize: '15px',
    fontWeight: 400,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
    padding: '6px 12px 6px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    width: '60%',
  },
  itemDetail: { color: faint, display: 'block', fontSize: '14px', lineHeight: '20px' },
  amount: {
    borderTop: `1px solid ${line}`,
    color: ink,
    fontSize: '15px',
    lineHeight: '22px',
    overflowWrap: 'anywhere',
    padding: '6px 0',
    textAlign: 'right',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  },
  track: { backgroundColor: ground, borderRadius: '4px', marginTop: '4px' },
  bar: { backgroundColor: accent, borderRadius: '4px', fontSize: '1px', height: '8px', lineHeight: '8px' },
  quote: { borderLeft: `4px solid ${line}`, margin: '0 0 16px', padding: '2px 0 2px 12px' },
  quoteLine: { ...text, margin: 0 },
  action: { margin: '24px 0 16px' },
  button: {
    backgroundColor: accent,
    borderRadius: '6px',
    color: '#ffffff',
    fontSize: '17px',
    fontWeight: 700,
    padding: '14px 24px',
    textDecoration: 'none',
  },
  code: { ...text, margin: '16px 0 0' },
  digits: { fontFamily: "ui-monospace, Menlo, Consolas, 'Courier New', monospace", fontSize: '24px', fontWeight: 700 },
  rule: { borderColor: line, margin: '24px 0 16px' },
} satisfies Record<string, CSSProperties>;

/** Dark mode, for mail programs that have one and read style sheets. */
export const darkMode = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground, .ground > table > tbody > tr > td { background-color: #0f141a !important; }
  .sheet { background-color: #192028 !important; border-color: #414d5c !important; }
  .ink { color: #e9ebed !important; border-color: #414d5c !important; }
  .faint { color: #b6bec9 !important; border-color: #414d5c !important; }
  .track { background-color: #0f141a !important; }
  .bar { background-color: #8ab8f0 !important; }
  .button { background-color: #8ab8f0 !important; color: #0f141a !important; }
}`;

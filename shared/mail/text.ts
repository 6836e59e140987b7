import { lines, oneLine } from './clean.ts';
import { type Bar, type Block, CODE_LABEL, type ListedItem, type MailContent } from './content.ts';

const itemText = ({ amount, detail, name }: ListedItem): string =>
  `- ${oneLine(name)}${amount === '' ? '' : `: ${oneLine(amount)}`} (${oneLine(detail)})`;

const BAR_LETTERS = 20;

const barText = ({ detail, label, length, value }: Bar): string => {
  const bar = '#'.repeat(Math.round(length * BAR_LETTERS));
  return `- ${oneLine(label)}: ${oneLine(value)}${detail === '' ? '' : ` (${oneLine(detail)})`}${bar && ` ${bar}`}`;
};

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return oneLine(block.text);
    case 'facts':
      return [
        `${oneLine(block.title)}:`,
        ...block.facts.map(({ label, value }) => `- ${oneLine(label)}: ${oneLine(value)}`),
      ].join('\n');
    case 'items':
      return [
        `${oneLine(block.title)}:`,
        ...block.items.map(itemText),
        ...block.sums.map(({ label, value }) => `${oneLine(label)}: ${oneLine(value)}`),
      ].join('\n');
    case 'bars':
      return [`${oneLine(block.title)}:`, ...block.bars.map(barText)].join('\n');
    case 'quote':
      // Every line is marked, so that no line of a person's text can pass for one of ours.
      return [`${oneLine(block.title)}:`, ...lines(block.text).map((line) => `> ${line}`)].join('\n');
    case 'action':
      return [`${block.label}:`, block.href, '', `${block.codeLabel ?? CODE_LABEL}: ${block.code}`].join('\n');
    default:
      return block satisfies never;
  }
};

/** The mail as plain text: the same, in the same order, as its HTML. */
export const toText = ({ heading, blocks }: MailContent): string =>
  `${[oneLine(heading), ...blocks.map(blockText)].join('\n\n')}\n`;

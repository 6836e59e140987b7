import { SaxesParser, type SaxesTagNS } from 'saxes';
import { invalidField } from '../../../shared/http/validation.ts';
import { malformed } from '../refusals.ts';
import type { XmlElement } from './element.ts';

/** Bank statements and invoices are nested some fifteen deep, with what is embedded in them. */
const MAX_DEPTH = 64;
const MAX_ELEMENTS = 500_000;
const BYTE_ORDER_MARK = /^\uFEFF/;

interface Building extends XmlElement {
  readonly children: Building[];
  text: string;
}

/** The parser begins its messages with the place. */
const complaintOf = (error: Error): string =>
  error.message
    .replace(/^(?:undefined:)?(?:\d+:\d+: )?/, '')
    .replace(/\.$/, '')
    .slice(0, 200);

/**
 * Reads an XML document into elements. Entities are those five of XML itself: a document type declaration, which could
 * define others or point elsewhere, is refused before anything of it is used.
 * @throws validation, with the line, for what is not well formed, cut off, too deep, or has such a declaration.
 */
export const readXml = (file: string): XmlElement => {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Building[] = [];
  let root: Building | undefined;
  let count = 0;
  let tagLine = 1;

  parser.on('error', (error) => {
    throw malformed(parser.line, `is not well-formed XML: ${complaintOf(error)}`);
  });
  parser.on('doctype', () => {
    throw malformed(parser.line, 'ends a document type declaration, which is not accepted. Send the file without it');
  });
  parser.on('opentagstart', () => {
    tagLine = parser.line;
  });
  parser.on('opentag', ({ attributes, local, uri }: SaxesTagNS) => {
    count += 1;
    if (open.length >= MAX_DEPTH) throw malformed(tagLine, `is nested deeper than ${MAX_DEPTH} elements`);
    if (count > MAX_ELEMENTS) throw invalidField('body', `has more than ${MAX_ELEMENTS} elements. Split the file`);
    const values = Object.values(attributes).map(({ local: name, value }) => [name, value] as const);
    const element: Building = {
      name: local,
      namespace: uri,
      line: tagLine,
      attributes: new Map(values),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(file.replace(BYTE_ORDER_MARK, '')).close();
  if (!root) throw malformed(1, 'is no XML document');
  return root;
};

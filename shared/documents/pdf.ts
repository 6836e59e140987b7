import { Buffer } from 'node:buffer';
import robotoFiles from 'pdfmake/build/vfs_fonts.js';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import PrinterModule from 'pdfmake/js/Printer.js';

/** A document, and when it counts as made: the only time that stands in it, so that it can be made again byte by byte. */
export interface PdfDocument {
  readonly title: string;
  /** Who it is of. */
  readonly author: string;
  readonly createdAt: string;
  /** What stands at the foot of each page, beside its number. */
  readonly footer: string;
  readonly content: readonly Content[];
}

/** A class of a CommonJS module: whoever loads it hands over the class, or the module that has it. */
const Printer = 'default' in PrinterModule ? PrinterModule.default : PrinterModule;

const fontBytes: Readonly<Record<string, string>> = robotoFiles as unknown as Record<string, string>;

/** A font, which comes with the library as text: a bundle of a function has no files beside it. */
const font = (name: string): Uint8Array => Buffer.from(fontBytes[name] ?? '', 'base64');

const roboto = {
  normal: font('Roboto-Regular.ttf'),
  bold: font('Roboto-Medium.ttf'),
  italics: font('Roboto-Italic.ttf'),
  bolditalics: font('Roboto-MediumItalic.ttf'),
};

/** As bytes, not by name: text within pictures asks for what stands here, and knows no files. The printer changes it. */
const fonts = () => ({
  Roboto: {
    normal: { url: roboto.normal },
    bold: { url: roboto.bold },
    italics: { url: roboto.italics },
    bolditalics: { url: roboto.bolditalics },
  },
});

/** What is handed in as bytes is its own file. */
const files = {
  existsSync: (file: unknown): boolean => file instanceof Uint8Array,
  readFileSync: (file: Uint8Array): Uint8Array => file,
};

/** Documents are made of what is handed in; nothing is fetched or read because of what stands in it. */
const addresses = { resolve: () => undefined, resolved: () => Promise.resolve([]) };
const nothing = (): boolean => false;

const definitionOf = ({ author, content, createdAt, footer, title }: PdfDocument): TDocumentDefinitions => {
  const date = new Date(createdAt);
  return {
    info: { title, author, creator: 'Credence', producer: 'Credence', creationDate: date, modDate: date },
    language: 'en',
    pageSize: 'A4',
    pageMargins: [48, 52, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.2, color: '#1c2733' },
    styles: {
      title: { fontSize: 20, bold: true, margin: [0, 0, 0, 4] },
      subtitle: { fontSize: 10.5, color: '#55616e', margin: [0, 0, 0, 14] },
      heading: { fontSize: 13, bold: true, margin: [0, 16, 0, 6] },
      label: { color: '#55616e' },
      small: { fontSize: 8, color: '#55616e' },
      head: { bold: true, fontSize: 8.5, color: '#55616e' },
      sum: { bold: true },
    },
    footer: (page: number, pages: number) => ({
      margin: [48, 16, 48, 0],
      columns: [
        { text: footer, style: 'small' },
        { text: `Page ${page} of ${pages}`, style: 'small', alignment: 'right', width: 'auto' },
      ],
    }),
    content: [...content],
  };
};

/** The document as PDF. The same document has the same bytes, whenever and wherever it is made. */
export const renderPdf = async (document: PdfDocument): Promise<Uint8Array> => {
  const printer = new Printer(fonts(), files, addresses, nothing);
  const pdf = await printer.createPdfKitDocument(definitionOf(document));
  const chunks: Uint8Array[] = [];
  const whole = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.end();
  await whole;
  return Buffer.concat(chunks);
};

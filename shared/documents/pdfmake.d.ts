/** The parts of pdfmake by which a server makes documents, which its types leave out. */
declare module 'pdfmake/js/Printer.js' {
  import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

  interface FontAt {
    readonly url: Uint8Array;
  }

  type Fonts = Readonly<Record<string, Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', FontAt>>>>;

  interface Files {
    readonly existsSync: (file: unknown) => boolean;
    readonly readFileSync: (file: Uint8Array) => Uint8Array;
  }

  /** What would fetch what a document names. */
  interface Addresses {
    readonly resolve: (address: unknown) => unknown;
    readonly resolved: () => Promise<unknown>;
  }

  class Printer {
    constructor(fonts: Fonts, files: Files, addresses: Addresses, mayReadFile: (path: string) => boolean);
    createPdfKitDocument(definition: TDocumentDefinitions): Promise<NodeJS.ReadableStream & { end(): void }>;
  }

  const printer: typeof Printer | { readonly default: typeof Printer };
  export default printer;
}

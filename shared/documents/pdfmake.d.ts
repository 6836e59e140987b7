/** The parts of pdfmake by which a server makes documents, which its types leave out. */
declare module 'pdfmake/js/Printer.js' {
  import type { TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js';

  interface Files {
    readonly existsSync: (name: string) => boolean;
    readonly readFileSync: (name: string) => Uint8Array;
  }

  class Printer {
    constructor(fonts: TFontDictionary, files: Files, urls: unknown, mayReadFile: (path: string) => boolean);
    createPdfKitDocument(definition: TDocumentDefinitions): Promise<NodeJS.ReadableStream & { end(): void }>;
  }

  const printer: typeof Printer | { readonly default: typeof Printer };
  export default printer;
}

declare module 'pdfmake/js/URLResolver.js' {
  class UrlResolver {
    constructor(files: unknown);
    setUrlAccessPolicy(mayFetch: (url: string) => boolean): void;
  }

  const resolver: typeof UrlResolver | { readonly default: typeof UrlResolver };
  export default resolver;
}

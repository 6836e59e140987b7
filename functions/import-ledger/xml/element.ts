/** An element of an XML document, with its local name. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** Line of the file on which it begins, counted from 1. */
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** UBL has its fields in two namespaces of their own, beside that of the document. */
const UBL_FIELDS = /^urn:oasis:names:specification:ubl:schema:xsd:Common(?:Aggregate|Basic)Components-2$/;

const belongs = (child: XmlElement, parent: XmlElement): boolean =>
  child.namespace === parent.namespace || UBL_FIELDS.test(child.namespace);

/** The child elements of a name, in their order; those of foreign namespaces, as of extensions, are none of ours. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name && belongs(child, element)) ?? [];

/** The elements at the end of a path of names: all of them, however often each step is there. */
export const allAt = (element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap((one) => childrenOf(one, name)),
    element ? [element] : [],
  );

export const at = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  allAt(element, ...path)[0];

/** The text at the end of a path, `null` where there is none or it is blank. */
export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string | null =>
  at(element, ...path)?.text.trim() || null;

/** All texts at the end of a path that are not blank. */
export const textsAt = (element: XmlElement | undefined, ...path: readonly string[]): readonly string[] =>
  allAt(element, ...path)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');

/** `AssessLimitRequest` of `assess-limit-request`: the name of a function as a construct, and in a definition. */
export const pascalCase = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());

const ALIAS = '--alias:';

/** What the stacks have esbuild put in the place of a package, from the arguments that they give it. */
export const aliasesOf = (esbuildArgs: Readonly<Record<string, string | boolean>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(esbuildArgs).map(([argument, value]) => {
      if (!argument.startsWith(ALIAS) || typeof value !== 'string') {
        throw new Error(`the bench does not know how the stacks bundle with ${argument}`);
      }
      return [argument.slice(ALIAS.length), value];
    }),
  );

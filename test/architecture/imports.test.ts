import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each part of the tree may import: folders or files of the project, and packages by prefix. */
const rules: Readonly<Record<string, { readonly own: readonly string[]; readonly packages: RegExp }>> = {
  'shared/domain': {
    own: ['shared/domain/', 'shared/money.ts', 'shared/dates.ts', 'shared/errors.ts'],
    packages: /^(node:crypto|canonicalize|big\.js|date-holidays)$/,
  },
  'shared/contracts': {
    own: ['shared/contracts/', 'shared/domain/', 'shared/money.ts', 'shared/dates.ts', 'shared/errors.ts'],
    packages: /^zod\/mini$/,
  },
  'shared/store': {
    own: ['shared/store/', 'shared/domain/', 'shared/money.ts', 'shared/dates.ts', 'shared/errors.ts'],
    packages: /^(node:(crypto|timers\/promises)|@aws-sdk\/.+|ulid|canonicalize)$/,
  },
  'shared/mail': {
    own: ['shared/mail/', 'shared/contracts/', 'shared/money.ts', 'shared/dates.ts'],
    packages: /^(react|react-dom\/server|@react-email\/(?!render$|components$).+)$/,
  },
  'shared/documents': {
    own: [
      'shared/documents/',
      'shared/charts/',
      'shared/contracts/',
      'shared/domain/',
      'shared/mail/clean.ts',
      'shared/mail/wording.ts',
      'shared/money.ts',
    ],
    packages: /^(node:buffer|react|pdfmake\/.+)$/,
  },
  'shared/charts': { own: ['shared/charts/'], packages: /^(react|react-dom\/server|d3-scale|d3-shape)$/ },
  'shared/people': {
    own: ['shared/people/', 'shared/domain/', 'shared/errors.ts'],
    packages: /^@aws-sdk\/client-cognito-identity-provider$/,
  },
  'shared/pages': {
    own: [
      'shared/pages/',
      'shared/documents/credit-report/outline/',
      'shared/contracts/',
      'shared/domain/',
      'shared/mail/clean.ts',
      'shared/mail/figures.ts',
      'shared/mail/wording.ts',
      'shared/money.ts',
      'shared/errors.ts',
    ],
    packages: /^(node:crypto|react|react-dom\/server)$/,
  },
  'shared/http': { own: ['shared/'], packages: /^(?!aws-cdk|constructs)/ },
  'shared/workflow': { own: ['shared/'], packages: /^(zod\/mini|aws-lambda|@aws-sdk\/client-sfn)$/ },
  functions: { own: ['shared/', 'functions/'], packages: /^(?!aws-cdk|constructs|cdk-nag|vitest)/ },
  infra: {
    own: [
      'infra/',
      'package.json',
      'cdk.json',
      'shared/contracts/operations.ts',
      'shared/contracts/operations/',
      'shared/domain/history/',
      'shared/domain/identity/',
      'shared/domain/policy/roles.ts',
      'shared/domain/warning/policy.ts',
      'shared/store/keys.ts',
      'shared/money.ts',
      'shared/dates.ts',
    ],
    packages: /^(?!@aws-sdk\/(?!credential-provider-env$))/,
  },
  // It runs beside the stacks, on the machine of an operator, and is no part of them.
  'infra/redrive': {
    own: ['infra/redrive/', 'infra/config/'],
    packages: /^(@aws-sdk\/client-(dynamodb-streams|lambda|sqs)|cli-table3|commander)$/,
  },
  local: { own: ['local/'], packages: /^(?!aws-cdk-lib|constructs|cdk-nag)/ },
  // It learns what functions predict by, and has to see what they see.
  'local/prediction': {
    own: ['local/prediction/', 'local/terminal/', 'local/problem.ts', 'shared/domain/prediction/', 'shared/dates.ts'],
    packages: /^(node:fs(\/promises)?|node:path|commander|csv-parse)$/,
  },
};

const importStatement = /^(?:import|export)\s(?:[^'=]*?from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(importStatement)].flatMap((match) => match[1] ?? match[2] ?? []);

const filesUnder = (folder: string): string[] => globSync(`${folder}/**/*.ts`).map(normalize);

describe('imports between folders', () => {
  for (const [folder, { own, packages }] of Object.entries(rules)) {
    it(`should point the way that the architecture draws when in ${folder}`, () => {
      const files = filesUnder(folder).filter(
        (file) =>
          !['infra/redrive', 'local/prediction'].some((apart) => folder !== apart && file.startsWith(`${apart}/`)),
      );
      expect(files.length).toBeGreaterThan(0);
      const wrong = files.flatMap((file) =>
        importsOf(file)
          .map((specifier) => ({ specifier, target: normalize(join(dirname(file), specifier)) }))
          .filter(({ specifier, target }) =>
            specifier.startsWith('.') ? !own.some((allowed) => target.startsWith(allowed)) : !packages.test(specifier),
          )
          .map(({ specifier }) => `${file} -> ${specifier}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('should keep a function from importing another function', () => {
    const wrong = filesUnder('functions').flatMap((file) => {
      const home = file.split('/').slice(0, 2).join('/');
      return importsOf(file)
        .map((specifier) => normalize(join(dirname(file), specifier)))
        .filter((target) => target.startsWith('functions/') && !target.startsWith(`${home}/`))
        .map((target) => `${file} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('time', () => {
  it('should come in with the event when in functions and shared', () => {
    const wrong = [...filesUnder('functions'), ...filesUnder('shared')].filter((file) =>
      /Date\.now\(\)|new Date\(\)/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the laptop', () => {
  it('should be unknown to what is deployed', () => {
    const deployed = ['functions', 'shared', 'infra'].flatMap(filesUnder);
    const wrong = deployed.filter((file) =>
      /\b(is|if\s*\()Local\b|localhost|127\.0\.0\.1|dynoxide/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('source files', () => {
  it('should stay short enough to be read', () => {
    const sources = ['functions', 'shared', 'infra', 'local', 'bench'].flatMap(filesUnder);
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('should keep handlers under 80 lines', () => {
    const handlers = filesUnder('functions').filter((file) => file.endsWith('/handler.ts'));
    expect(handlers.filter((file) => readFileSync(file, 'utf8').split('\n').length > 80)).toEqual([]);
  });
});

import type { Scope } from '../../domain/identity/scopes.ts';

export type { Scope };

export type HttpMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

export interface Operation {
  readonly method: HttpMethod;
  /** Route in HTTP API notation, path parameters in braces. */
  readonly path: string;
  /** Scopes of which the bearer token must carry at least one; empty where no token is asked for. */
  readonly scopes: readonly Scope[];
  /** Folder under `functions/` whose handler serves the operation. */
  readonly functionName: string;
}

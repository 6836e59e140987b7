/** What the runtime and the thread that runs the functions say to each other. Payloads are JSON texts, as on Lambda. */
export interface FunctionSource {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the source file. */
  readonly file: string;
  readonly exportName: string;
  readonly memoryMegabytes: number;
}

export type ToWorker =
  | {
      readonly kind: 'invoke';
      readonly id: string;
      readonly functionName: string;
      readonly event: string;
      /** After which the function is given up, counted from when it begins. */
      readonly timeoutMilliseconds: number;
    }
  | { readonly kind: 'ping' };

export type FromWorker =
  /** The function is loaded and begins: its time runs from now on. */
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'result'; readonly id: string; readonly payload: string }
  | { readonly kind: 'failure'; readonly id: string; readonly error: InvocationError }
  | { readonly kind: 'unloadable'; readonly functionName: string; readonly message: string }
  | { readonly kind: 'pong' };

export interface InvocationError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack: string;
}

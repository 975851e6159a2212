import type { Diagnostic } from '../policy/diagnostic.js';
import type { WorkspaceFailure } from '../workspace/failure.js';

/** Why there is no report, before anything was judged. */
export type CheckFailure =
  | { readonly kind: 'not-opened'; readonly failure: WorkspaceFailure }
  /** Nothing is shown by a configuration that is not obeyed. A check reports it among its findings instead. */
  | { readonly kind: 'wrong-configuration'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'no-rules-directory'; readonly path: string }
  | { readonly kind: 'no-such-rule'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'no-such-environment'; readonly name: string; readonly known: readonly string[] };

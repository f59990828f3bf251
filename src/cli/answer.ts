import { UsageError } from '../manifests/usage-error';

/** What a run of a command says. */
export interface Answer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Whatever goes wrong in a command is no verdict: left to Node, its exit code would be 1. */
export function failed(error: unknown): Answer {
  const said = error instanceof UsageError ? error.message : `a mistake in cdk8s-data itself, please report it: ${(error as Error).stack}`;
  return { exitCode: 2, out: '', err: `${said}\n` };
}

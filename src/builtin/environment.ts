import { literal } from './command';
import { refuse } from '../contract/message';

/** Environment variables with plain values, sorted by name. */
export function environment(variables: Record<string, string> | undefined): any[] {
  return Object.entries(variables ?? {})
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, value]) => ({ name, value: literal(value) }));
}

/** The system's variables and the user's, who may not change those of the system. */
export function mergedEnvironment(
  path: string, part: string, ours: Record<string, string> | undefined, users: Record<string, string> | undefined,
): any[] {
  for (const name of Object.keys(users ?? {})) {
    if (ours?.[name] !== undefined && ours[name] !== users![name]) {
      refuse({
        path,
        what: `environment variable ${name} of ${part}`,
        got: `"${users![name]}"`,
        expected: `"${ours[name]}", which the system needs`,
        change: `leave ${name} out`,
      });
    }
  }
  return environment({ ...ours, ...users });
}

// Negative controls: what is broken on purpose must be noticed.
import { Broken } from './broken';
import { recorder } from '../proof/record';

/** Records that an experiment fails, with an error of this kind, and says this. */
export function mustFailWith(record: ReturnType<typeof recorder>, kind: new (message?: string) => Error):
(name: string, reason: RegExp, experiment: () => Promise<unknown>) => Promise<void> {
  return (name, reason, experiment) => record(name, async () => {
    const failed = await experiment().then(() => undefined, (error) => error);
    if (!(failed instanceof kind) || !reason.test(failed.message)) {
      throw new Error(`expected ${reason}, got ${failed ?? 'an experiment that succeeds: it proves nothing'}`, { cause: failed });
    }
    process.stdout.write(`    failed as it must: ${failed.message.split('\n')[0]}\n`);
    return { failed: 1, broken: failed instanceof Broken ? 1 : 0 };
  });
}

import { Answer, failed } from './answer';
import { isHelp } from './help';
import * as check from '../check/cli';
import { wrong } from '../manifests/usage-error';
import * as vendor from '../operators/cli';

const COMMANDS: Record<string, { readonly usage: string; run(words: string[]): Answer | Promise<Answer> }> = { check, vendor };

/** The commands, without the process around them. The first word says which; it gets the others. */
export async function run(words: string[]): Promise<Answer> {
  const [name, ...rest] = words;
  if (isHelp(name) && rest.length === 0) return { exitCode: 0, out: Object.values(COMMANDS).map(({ usage }) => usage).join('\n'), err: '' };
  try {
    if (name === undefined || !Object.hasOwn(COMMANDS, name)) {
      wrong('cdk8s-data', 'command', name === undefined ? 'nothing' : `'${name}'`, Object.keys(COMMANDS).join(' or '), 'see cdk8s-data --help');
    }
    return await COMMANDS[name].run(rest);
  } catch (error) {
    return failed(error);
  }
}

/** The process. */
export async function main(): Promise<void> {
  // a reader that has seen enough, as `head`
  process.stdout.on('error', () => {});
  const { exitCode, out, err } = await run(process.argv.slice(2));
  process.exitCode = exitCode;
  process.stdout.write(out);
  process.stderr.write(err);
}

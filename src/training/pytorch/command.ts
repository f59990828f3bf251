import { refuse } from '../../contract/message';

/** What arguments of torchrun may say, where variables say it already, and how to write something else. */
export type Derived = Record<string, { readonly right: string[]; readonly change: string }>;

/** How the processes of a node are started. */
export type Start =
  /** By torchrun, with its own arguments: https://docs.pytorch.org/docs/stable/elastic/run.html */
  | { readonly by: 'torchrun'; readonly options: Map<string, string> }
  /** Python itself: one process. */
  | { readonly by: 'python'; readonly program: string[] }
  /** Something else, of which nothing is known. */
  | { readonly by: 'other' };

const PYTHON = /(^|\/)python[0-9.]*$/;
const TORCHRUN = /(^|\/)torchrun$/;
/** What torchrun is called as a module; the second is its elder, with the same arguments. */
const MODULES = ['torch.distributed.run', 'torch.distributed.launch'];
/** Options of Python with a value of their own: https://docs.python.org/3/using/cmdline.html */
const PYTHON_VALUES = ['-W', '-X', '--check-hash-based-pycs'];
/** Options of torchrun without a value: torch/distributed/run.py of https://github.com/pytorch/pytorch */
const FLAGS = ['standalone', 'm', 'module', 'no-python', 'run-path', 'use-env', 'h', 'help'];

/** What a command starts. */
export function startOf([program, ...args]: string[]): Start {
  if (TORCHRUN.test(program)) return { by: 'torchrun', options: optionsOf(args) };
  if (!PYTHON.test(program)) return { by: 'other' };
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '-m' && MODULES.includes(args[at + 1])) return { by: 'torchrun', options: optionsOf(args.slice(at + 2)) };
    if (args[at] === '-m' || !args[at].startsWith('-')) return { by: 'python', program: args.slice(at) };
    if (args[at] === '-c') return { by: 'other' };
    if (PYTHON_VALUES.includes(args[at])) at++;
  }
  return { by: 'other' };
}

/** Those before the trainer, which has its own. Names with hyphens and with underscores are the same. */
function optionsOf(args: string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; at < args.length && args[at].startsWith('-') && args[at] !== '--'; at++) {
    const [, name, value] = /^--?([^=]*)(?:=(.*))?$/.exec(args[at])!;
    const plain = name.replace(/_/g, '-');
    options.set(plain, value ?? (FLAGS.includes(plain) ? '' : args[++at] ?? ''));
  }
  return options;
}

/**
 * An argument goes before the variable that says the same: torch/distributed/argparse_util.py.
 * @throws where an argument says otherwise
 */
export function checkOptions(path: string, options: Map<string, string>, derived: Derived): void {
  for (const [name, { right, change }] of Object.entries(derived)) {
    const got = options.get(name);
    if (got === undefined || right.includes(got)) continue;
    refuse({
      path,
      what: 'command',
      got: `--${name}${got === '' ? '' : `=${got}`}, an argument of torchrun that goes before what it is told`,
      expected: right.length > 0 ? `${right.join(' or ')}, or none` : 'none',
      change: `leave it away${change === '' ? '' : `, or ${change}`}`,
    });
  }
}

import { CatalogueEntry, versionProblem } from './entry';
import { isHelp } from '../../cli/help';
import { wrong } from '../../manifests/usage-error';

/** What was asked for. */
export interface Arguments {
  readonly entry: CatalogueEntry;
  readonly version: string;
  readonly from?: string;
  readonly to: string;
}

/** Where releases are kept, unless it is told. */
export const VENDOR_FOLDER = 'vendor';

export function usageOf(catalogue: CatalogueEntry[]): string {
  return `cdk8s-data vendor <operator>@<version>

Fetches a release of an operator once, checks it, and keeps it in the repository: synthesis reads only what is kept.
Operators: ${catalogue.map(({ name, proven }) => `${name}@${proven[proven.length - 1]}`).join(', ')}

  --from <source>  a file, a folder of manifests, or the address of a mirror (https://...) that takes the place of the
                   host of the official address, whose path stays
  --to <folder>    where releases are kept (${VENDOR_FOLDER})
  --help           this

Exit code: 0 where it is kept; 1 where the release was refused, and nothing written; 2 where the command was wrong or
something could not be read.
`;
}

/** Nothing for those who ask how it is used. */
export function parseArguments(catalogue: CatalogueEntry[], words: string[]): Arguments | undefined {
  if (words.some(isHelp)) return undefined;
  const given = new Map<string, string>();
  const releases: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [, option = words[i], joined] = /^(--[^=]+)=(.*)$/s.exec(words[i]) ?? [];
    if (!option.startsWith('-')) {
      releases.push(option);
      continue;
    }
    if (option !== '--from' && option !== '--to') refuse(option, '--from, --to or --help', 'see cdk8s-data vendor --help');
    const value = joined ?? words[++i];
    if (value === undefined || value === '' || value.startsWith('--')) refuse(`${option} without a value`, 'one', `write ${option} <${option === '--to' ? 'folder' : 'source'}>`);
    if (given.has(option)) refuse(`${option} twice`, 'one', 'leave one away');
    given.set(option, value);
  }
  const example = `${catalogue[0].name}@${catalogue[0].proven[0]}`;
  if (releases.length !== 1) refuse(releases.length === 0 ? 'no release' : releases.join(', '), 'one operator and its version', `write cdk8s-data vendor ${example}`);
  const [name, version = ''] = releases[0].split(/@(.*)/s);
  const entry = catalogue.find((one) => one.name === name) ?? refuse(`the operator '${name}'`, catalogue.map((one) => one.name).join(', '), 'name one of them');
  const problem = versionProblem(entry, version);
  if (problem) refuse(version === '' ? `${name} without a version` : `the version '${version}' of ${name}`, problem.expected, problem.change.replace(/'(.*)'/, `cdk8s-data vendor ${name}@$1`));
  return { entry, version, from: given.get('--from'), to: given.get('--to') ?? VENDOR_FOLDER };
}

function refuse(got: string, expected: string, change: string): never {
  wrong('cdk8s-data', 'command', got, expected, change);
}

import { isHelp } from '../cli/help';
import { wrong } from '../manifests/usage-error';

/** What was asked for. */
export interface Arguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly previous: string;
  readonly next: string;
  readonly allowed: string[];
}

/** Where `cdk8s synth` writes. */
const SYNTHESIZED = 'dist';

export const USAGE = `cdk8s-data check --previous <folder> [<folder>]

Compares manifests with those of before and says what each change does when it is applied.

  --previous <folder>  the manifests of before, such as those that were applied last
  <folder>             the manifests of now (${SYNTHESIZED})
  --allow <rule-id>    let the findings of a rule through; may be repeated
  --json               JSON instead of text
  --help               this

Exit code: 0 where no change is worse than data movement; 1 where one needs two steps, is forbidden by
Kubernetes or destroys data; 2 where the command was wrong or a file could not be read.
`;

export function parseArguments(words: string[]): Arguments {
  if (words.some(isHelp)) return { help: true, json: false, previous: '', next: '', allowed: [] };
  const folders: string[] = [];
  const allowed: string[] = [];
  let previous: string | undefined;
  let json = false;
  for (let i = 0; i < words.length; i++) {
    const [, option = words[i], joined] = /^(--[^=]+)=(.*)$/s.exec(words[i]) ?? [];
    const value = () => {
      const given = joined ?? words[++i];
      return given === undefined || given === '' || given.startsWith('--') ? refuse(`${option} without a value`, 'one', `write ${option} <${option === '--allow' ? 'rule-id' : 'folder'}>`) : given;
    };
    switch (option) {
      case '--previous':
        if (previous !== undefined) refuse('--previous twice', 'one folder of before', 'leave one away');
        previous = value();
        break;
      case '--allow':
        allowed.push(value());
        break;
      case '--json':
        if (joined !== undefined) refuse(words[i], '--json without a value', 'leave the value away');
        json = true;
        break;
      default:
        if (option.startsWith('-')) refuse(option, '--previous, --allow, --json or --help', 'see cdk8s-data --help');
        folders.push(words[i]);
    }
  }
  if (previous === undefined) return refuse('no --previous', 'the folder with the manifests of before', 'write cdk8s-data check --previous <folder>');
  if (folders.length > 1) refuse(`${folders.length} folders of now: ${folders.join(', ')}`, 'one', 'leave the others away');
  return { help: false, json, previous, next: folders[0] ?? SYNTHESIZED, allowed };
}

function refuse(got: string, expected: string, change: string): never {
  wrong('cdk8s-data', 'command', got, expected, change);
}

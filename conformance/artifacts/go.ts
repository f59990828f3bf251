// Programs in Go: a folder of go/ for each, with a main.go and the versions that it is pinned to.
import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { artifact } from './cache';
import { command } from './command';
import { need } from './machine';

const FOLDER = join(__dirname, 'go');
/** The longest, all of Kubernetes from nothing, takes 10 minutes on two cores. */
const SECONDS = 3600;
/** Nothing of the machine's own settings: the same inputs make the same program. Static, so that it also runs in an empty image. */
const ENV = { CGO_ENABLED: '0', GOFLAGS: '', GOTOOLCHAIN: 'local', GOWORK: 'off' };

export interface GoProgram {
  /** The folder below go/, and the name of the program. */
  readonly name: string;
  /** The folder, where it is elsewhere. */
  readonly folder?: string;
  /** The name of the program, where it isn't the folder's. */
  readonly program?: string;
  /** What to build, where the folder has no main.go: a command of a module that go.mod has under `tool`. */
  readonly package?: string;
  /** The module whose version is the program's. */
  readonly module?: string;
  /** Where it keeps its version: variables that get `v1.34.4` and the like. */
  readonly variables?: (version: string) => Record<string, string>;
  readonly tags?: string;
  /** Adds to what was built; `source` tells the folder that a module was unpacked to. */
  readonly also?: (folder: string, source: (module: string) => Promise<string>) => Promise<void>;
  /** What `also` depends on besides the folder below go/. */
  readonly inputs?: readonly string[];
}

/** What go.mod pins a module to, without the v; the folder is one below go/, or an absolute path. */
export function pinned(folder: string, module: string): string {
  const version = new RegExp(`^\\s*(?:require )?${module} v(\\S+)`, 'm').exec(goMod(folder))?.[1];
  if (!version) throw new Error(`${resolve(FOLDER, folder)}/go.mod: got no version of ${module}, expected one; run go mod tidy there`);
  return version;
}

/** The version of Go that go.mod asks for, `1.24.0`. */
export function goNeeded(folder: string): string {
  return /^go (\S+)/m.exec(goMod(folder))?.[1] ?? '1.21';
}

function goMod(folder: string): string {
  return readFileSync(join(resolve(FOLDER, folder), 'go.mod'), 'utf8');
}

/** One at a time: each takes all cores, and up to 3 GB when it links. */
let turn: Promise<unknown> = Promise.resolve();

/** The folder that the program is in. */
export async function goProgram(told: GoProgram): Promise<string> {
  const { name, folder: cwd = join(FOLDER, name), program = name, module, variables = () => ({}), tags, also } = told;
  need({ go: goNeeded(cwd) });
  const run = (args: string[]) => command('go', args, { cwd, env: ENV, seconds: SECONDS });
  const version = module && pinned(cwd, module);
  const flags = Object.entries(variables(version ?? '')).map(([variable, value]) => `-X ${variable}=${value}`);
  const build = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', ...tags ? [`-tags=${tags}`] : [], '-ldflags', ['-s', '-w', ...flags].join(' ')];
  const go = await run(['env', 'GOVERSION', 'GOOS', 'GOARCH']);
  return artifact({
    name,
    title: version ? `${program} ${version}` : program,
    inputs: [{ path: cwd }, go, build.join(' '), JSON.stringify(ENV), ...told.inputs ?? []],
    make: (folder) => {
      const made = turn.then(async () => {
        await run([...build, '-o', join(folder, program), told.package ?? '.']);
        await also?.(folder, async (of) => JSON.parse(await run(['mod', 'download', '-json', `${of}@v${pinned(cwd, of)}`])).Dir);
      });
      turn = made.catch(() => undefined);
      return made;
    },
  });
}

// What a machine must have before anything is built on it, said in words.
import { execFileSync } from 'child_process';

export interface Needs {
  /** The lowest version of Go, `1.24.0`. */
  readonly go?: string;
  /** The means to unpack Debian packages. */
  readonly debian?: boolean;
}

/** Refuses a machine that lacks something, and names all that it lacks. */
export function need(needs: Needs): void {
  const lacks = lacking(needs);
  if (lacks.length) throw new Error(`this machine: ${lacks.join('; ')}`);
}

/** What the machine lacks: for each, what was got, what was expected and what mends it. */
export function lacking(needs: Needs): string[] {
  const lacks: string[] = [];
  const { platform } = process;
  if (platform !== 'linux') lacks.push(`got ${platform}, expected Linux; run it in a virtual machine with Linux`);
  if (needs.go) {
    const go = /^go(\d+\.\d+(?:\.\d+)?)/.exec(said('go', 'env', 'GOVERSION') ?? '')?.[1];
    if (!go) lacks.push(`got no Go on the PATH, expected ${needs.go} or later; install it from go.dev/dl or your distribution`);
    else if (!atLeast(go, needs.go)) lacks.push(`got Go ${go}, expected ${needs.go} or later; upgrade it`);
  }
  if (needs.debian) {
    for (const [program, option] of [['apt-get', '--version'], ['dpkg', '--version'], ['unshare', '--version']]) {
      if (said(program, option) === undefined) lacks.push(`got no ${program} on the PATH, expected Debian or Ubuntu; run it there`);
    }
    const user = process.getuid?.();
    if (user !== 0) lacks.push(`got user ${user}, expected root, whom the kernel lets make namespaces; run it by sudo`);
  }
  return lacks;
}

/** Whether a version is another or a later one. */
export function atLeast(version: string, other: string): boolean {
  const [a, b] = [version, other].map((each) => each.split('.').map(Number));
  const i = [0, 1, 2].find((each) => (a[each] ?? 0) !== (b[each] ?? 0));
  return i === undefined || (a[i] ?? 0) > (b[i] ?? 0);
}

/** What a program prints: undefined where there is none. */
function said(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, GOTOOLCHAIN: 'local' } });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : '';
  }
}

import { spawn } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import { artifact, cacheFolder, Recipe } from '../../conformance/artifacts/cache';
import { command } from '../../conformance/artifacts/command';
import { atLeast, lacking } from '../../conformance/artifacts/machine';

const DAY = 24 * 3600;
let scratch: string;
let log: jest.SpyInstance;
const before = { ...process.env };

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'cache-test-'));
  process.env.CDK8S_DATA_CACHE = join(scratch, 'cache');
  log = jest.spyOn(console, 'log').mockImplementation();
});

afterEach(() => {
  log.mockRestore();
  process.env = { ...before };
  rmSync(scratch, { recursive: true, force: true });
});

/** An artifact that is one file, and how often it was made. */
function counted(inputs: Recipe['inputs'], name = 'thing') {
  const counter = { made: 0 };
  const get = () => artifact({
    name,
    inputs,
    make: async (folder) => {
      counter.made++;
      mkdirSync(join(folder, 'sub'));
      writeFileSync(join(folder, 'sub', 'made'), `${counter.made}`);
    },
  });
  return { counter, get };
}

const aged = (path: string, days: number) => utimesSync(path, Date.now() / 1000 - days * DAY, Date.now() / 1000 - days * DAY);
const kept = (name = 'thing') => readdirSync(join(cacheFolder(), name)).sort();

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within 20 s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('where the cache is', () => {
  test('CDK8S_DATA_CACHE, else that of the user', () => {
    expect(cacheFolder()).toBe(join(scratch, 'cache'));
    delete process.env.CDK8S_DATA_CACHE;
    process.env.XDG_CACHE_HOME = '/elsewhere';
    expect(cacheFolder()).toBe('/elsewhere/cdk8s-data/conformance');
    delete process.env.XDG_CACHE_HOME;
    expect(cacheFolder()).toBe(join(homedir(), '.cache/cdk8s-data/conformance'));
  });
});

describe('an artifact', () => {
  test('is made once, and says so in a line when it begins and one when it ends', async () => {
    const { counter, get } = counted(['go1.26']);
    const first = await get();
    const second = await get();
    expect(second).toBe(first);
    expect(counter.made).toBe(1);
    expect(readFileSync(join(first, 'sub/made'), 'utf8')).toBe('1');
    expect(log.mock.calls.map(([line]) => line)).toEqual(['building thing ...', expect.stringMatching(/^built thing in \d+\.\d s$/)]);
  });

  test('is made once for all who ask at the same time', async () => {
    const { counter, get } = counted(['go1.26']);
    await Promise.all([get(), get(), get()]);
    expect(counter.made).toBe(1);
  });

  test('is made anew for another word, another content, another name of a file and another right to execute it', async () => {
    const source = join(scratch, 'source');
    mkdirSync(join(source, 'deep'), { recursive: true });
    writeFileSync(join(source, 'deep', 'main.go'), 'package main');
    const get = (word = 'go1.26') => artifact({ name: 'thing', inputs: [word, { path: source }], make: async () => undefined });
    const folders = [await get(), await get('go1.27')];
    writeFileSync(join(source, 'deep', 'main.go'), 'package other');
    folders.push(await get());
    rmSync(join(source, 'deep', 'main.go'));
    writeFileSync(join(source, 'deep', 'other.go'), 'package other');
    folders.push(await get());
    rmSync(join(source, 'deep', 'other.go'));
    writeFileSync(join(source, 'deep', 'other.go'), 'package other', { mode: 0o755 });
    folders.push(await get());
    expect(new Set(folders).size).toBe(5);
    aged(join(source, 'deep', 'other.go'), 3);
    expect(await get()).toBe(folders[4]);
  });

  test('does not mistake inputs for others that read alike in a row', async () => {
    const file = join(scratch, 'a');
    writeFileSync(file, 'b');
    const alike = [['a', 'b'], ['ab'], ['astringb'], ['a:string:b'], ['a', { path: file }], [{ path: file }, 'a'], [{ path: file }]];
    const folders = await Promise.all(alike.map((inputs) => counted(inputs).get()));
    expect(new Set(folders).size).toBe(alike.length);
  });

  test('that fails leaves nothing, says why, and is made when it is asked for again', async () => {
    const get = (fails: boolean) => artifact({
      name: 'thing',
      title: 'thing 1.2.3',
      inputs: [],
      make: async (folder) => {
        writeFileSync(join(folder, 'half'), '');
        if (fails) throw new Error('go: not found');
      },
    });
    await expect(get(true)).rejects.toThrow(/^thing 1\.2\.3 was not built, after \d+\.\d s: go: not found$/);
    expect(kept()).toEqual([]);
    expect(existsSync(join(await get(false), 'half'))).toBe(true);
  });

  test('of another process that was faster is taken', async () => {
    const folder = await artifact({
      name: 'thing',
      inputs: [],
      make: async (part) => {
        writeFileSync(join(part, 'whose'), 'ours');
        const { get } = counted([], 'key');
        const theirs = join(dirname(part), basename(await get()));
        mkdirSync(theirs);
        writeFileSync(join(theirs, 'whose'), 'theirs');
      },
    });
    expect(readFileSync(join(folder, 'whose'), 'utf8')).toBe('theirs');
    expect(kept()).toEqual([basename(folder)]);
  });

  test('of several processes at once is whole in each', async () => {
    const program = join(scratch, 'program.ts');
    writeFileSync(program, `
      import { readFileSync, writeFileSync } from 'fs';
      import { join } from 'path';
      import { artifact } from ${JSON.stringify(join(__dirname, '../../conformance/artifacts/cache'))};
      const make = async (folder: string) => {
        for (let i = 0; i < 20; i++) {
          writeFileSync(join(folder, 'file-' + i), 'whole');
          await new Promise((go) => setTimeout(go, 10));
        }
      };
      artifact({ name: 'thing', inputs: [], make }).then((folder) => {
        for (let i = 0; i < 20; i++) if (readFileSync(join(folder, 'file-' + i), 'utf8') !== 'whole') process.exitCode = 1;
      });
    `);
    const codes = await Promise.all([1, 2, 3].map(() => new Promise((resolve) => {
      spawn(process.execPath, ['--import', 'tsx', program], { cwd: join(__dirname, '../..'), env: process.env, stdio: 'ignore' }).on('close', resolve);
    })));
    expect(codes).toEqual([0, 0, 0]);
    expect(kept()).toHaveLength(1);
  }, 60_000);

  test('of other inputs is kept for 14 days after its last use, and what a killed build left for one', async () => {
    const [old, recent, now] = [counted(['old']), counted(['recent']), counted(['now'])];
    const [oldFolder, recentFolder] = [await old.get(), await recent.get()];
    const other = await counted(['old'], 'other').get();
    const [dead, alive] = ['.part-1-dead00', '.part-2-alive0'].map((name) => join(dirname(oldFolder), name));
    for (const part of [dead, alive]) mkdirSync(part);
    aged(dead, 1.1);
    aged(alive, 0.9);
    for (const folder of [oldFolder, other]) aged(folder, 14.1);
    aged(recentFolder, 13.9);
    const nowFolder = await now.get();
    expect(kept()).toEqual([alive, nowFolder, recentFolder].map((path) => basename(path)).sort());
    expect(kept('other')).toHaveLength(1);

    aged(nowFolder, 14.1);
    await now.get();
    expect(now.counter.made).toBe(1);
    expect(Date.now() - statSync(nowFolder).mtimeMs).toBeLessThan(DAY * 1000);
  });

  test('has a name that is one of a folder', () => {
    expect(() => artifact({ name: '../thing', inputs: [], make: async () => undefined })).toThrow(
      "artifact: name: got '../thing', expected lower-case letters, digits, dots and dashes; write it so");
  });
});

describe('a program of the machine', () => {
  test('gives what it printed to its standard output', async () => {
    expect(await command('sh', ['-c', 'echo out; echo err >&2; echo "$WORD"'], { seconds: 10, env: { WORD: 'word' } })).toBe('out\nword\n');
  });

  test('that fails tells the end of what it printed', async () => {
    const failed = command('sh', ['-c', 'seq 100; echo bad >&2; exit 3'], { seconds: 10 });
    await expect(failed).rejects.toThrow(/^sh -c .*: ended with exit code 3\n {2}72\n[^]* {2}100\n {2}bad$/);
  });

  test('that takes too long is ended with its children', async () => {
    const began = Date.now();
    await expect(command('sh', ['-c', 'sleep 60 & sleep 60'], { seconds: 0.2 })).rejects.toThrow('took more than 0.2 s');
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('that runs when this process is stopped is ended with it', async () => {
    const program = join(scratch, 'program.ts');
    const pids = join(scratch, 'pids');
    writeFileSync(program, `
      import { command } from ${JSON.stringify(join(__dirname, '../../conformance/artifacts/command'))};
      command('sh', ['-c', ${JSON.stringify(`sleep 60 & echo $$ $! > ${pids}.part; mv ${pids}.part ${pids}; wait`)}], { seconds: 60 });
    `);
    const child = spawn(process.execPath, ['--import', 'tsx', program], { cwd: join(__dirname, '../..'), stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    await until(() => existsSync(pids));
    child.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
    const runs = (pid: string) => /^State:\s+[^XZ]/m.test(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
    await until(() => !readFileSync(pids, 'utf8').trim().split(' ').some(runs));
  }, 30_000);

  test('that is missing is named', async () => {
    await expect(command('no-such-program', [], { seconds: 1 })).rejects.toThrow('no-such-program: got no such program on the PATH; install it');
  });
});

describe('what a machine lacks', () => {
  test('versions are compared by their numbers', () => {
    expect(atLeast('1.26.8', '1.26.0')).toBe(true);
    expect(atLeast('1.26', '1.26.0')).toBe(true);
    expect(atLeast('1.9.9', '1.26.0')).toBe(false);
    expect(atLeast('1.26', '1.26.1')).toBe(false);
    expect(atLeast('2.0', '1.26.1')).toBe(true);
  });

  test('is told all at once', () => {
    process.env.PATH = scratch;
    expect(lacking({ go: '1.26.0', debian: true }).join('\n')).toMatch(/got no Go on the PATH, expected 1\.26\.0 or later; .*\n(.*\n)*got no apt-get on the PATH/);
    expect(lacking({})).toEqual([]);
  });
});

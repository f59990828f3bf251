// The image docker.io/library/flink, made of Flink's distribution from PyPI, at the paths of the official one; and images of applications on it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { arch } from 'os';
import { basename, dirname, join } from 'path';
import { flinkDistribution } from './distribution';
import { artifact } from '../../artifacts/cache';
import { command } from '../../artifacts/command';
import { baseEnv, baseLayer } from '../base/recipe';
import { dated, packed, writeImage } from '../image';

const SECONDS = 900;
/** The image runs as this user, `flink`, with a group of the same number. */
const USER = 9999;
const HOME = '/opt/flink';
/** Programs and a library that the official image has, and the base has not: with the libraries that they need. */
const PACKAGES = ['curl', 'gettext-base', 'libjemalloc2'];
const PROGRAMS = ['curl', 'envsubst'];

/** An application: what comes on top of Flink, at /opt/flink/usrlib. */
export interface FlinkApplication {
  /** With its tag. */
  readonly name: string;
  readonly jars: readonly string[];
}

export function flinkImageName(version: string): string {
  return `docker.io/library/flink:${version}-java21`;
}

/** The image, as a tar. */
export async function flinkImage(version: string): Promise<string> {
  const layers = [await baseLayer(), await flinkLayer(version)];
  return image(`image-flink-${version}`, flinkImageName(version), layers, []);
}

/** The image of an application, as a tar: Flink's, and jars in usrlib/. */
export async function applicationImage(version: string, { name, jars }: FlinkApplication): Promise<string> {
  const layers = [await baseLayer(), await flinkLayer(version)];
  return image(`image-${basename(name).replace(/:/g, '-')}`, name, layers, jars);
}

function image(artifactName: string, name: string, layers: readonly string[], jars: readonly string[]): Promise<string> {
  return artifact({
    name: artifactName,
    title: `the image ${name}`,
    inputs: [{ path: __filename }, { path: join(__dirname, '..', 'image.ts') }, ...layers.map((layer) => basename(dirname(layer))), name, ...jars.map((path) => ({ path }))],
    make: async (folder) => {
      const top = mkdtempSync(join(folder, 'top-'));
      const usrlib = join(top, HOME, 'usrlib');
      mkdirSync(usrlib, { recursive: true });
      for (const jar of jars) { cpSync(jar, join(usrlib, basename(jar))); }
      await command('chmod', ['-R', 'u=rwX,go=rX', top], { seconds: SECONDS });
      await command('chown', ['-R', `${USER}:${USER}`, join(top, HOME)], { seconds: SECONDS });
      await dated(top);
      await writeImage({
        name,
        layers: jars.length > 0 ? [...layers, top] : layers,
        entrypoint: ['/docker-entrypoint.sh'],
        cmd: ['help'],
        env: { ...baseEnv, FLINK_HOME: HOME, PATH: `${HOME}/bin:${baseEnv.PATH}` },
        user: 'flink',
        ports: ['6123/tcp', '8081/tcp'],
      }, join(folder, 'image.tar'));
      rmSync(top, { recursive: true });
    },
  }).then((folder) => join(folder, 'image.tar'));
}

/** What comes on the base, as a tar. */
async function flinkLayer(version: string): Promise<string> {
  const base = await baseLayer(), distribution = await flinkDistribution(version);
  return join(await artifact({
    name: `image-layer-flink-${version}`,
    title: `the layer of Flink ${version}`,
    inputs: [{ path: __filename }, { path: join(__dirname, 'docker-entrypoint.sh') }, { path: join(__dirname, '../base/download.sh') },
      { path: join(__dirname, '..', 'image.ts') }, basename(dirname(base)), basename(distribution), arch()],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-'));
      const below = join(work, 'below'), layer = join(work, 'layer');
      mkdirSync(below);
      mkdirSync(join(layer, 'opt'), { recursive: true });
      const run = (program: string, ...args: string[]) => command(program, args, { cwd: work, seconds: SECONDS });
      await run('tar', '--extract', '--numeric-owner', `--file=${base}`, `--directory=${below}`);
      await addPrograms(layer, below, work, run);
      await run('cp', '--recursive', distribution, join(layer, HOME));
      cpSync(join(__dirname, 'docker-entrypoint.sh'), join(layer, 'docker-entrypoint.sh'));
      for (const [file, line] of [
        ['etc/passwd', `flink:x:${USER}:${USER}::${HOME}:/bin/sh`],
        ['etc/group', `flink:x:${USER}:`],
      ]) {
        mkdirSync(join(layer, 'etc'), { recursive: true });
        writeFileSync(join(layer, file), `${readFileSync(join(below, file), 'utf8')}${line}\n`);
      }
      await run('chmod', '-R', 'u=rwX,go=rX', layer);
      await run('chmod', '-R', '+x', join(layer, 'docker-entrypoint.sh'), join(layer, HOME, 'bin'), join(layer, 'usr/bin'));
      await run('chown', '-R', '0:0', layer);
      await run('chown', '-R', `${USER}:${USER}`, join(layer, HOME));
      await dated(layer);
      await packed(layer, join(folder, 'layer.tar'));
      rmSync(work, { recursive: true });
    },
  }), 'layer.tar');
}

async function addPrograms(layer: string, below: string, work: string, run: (program: string, ...args: string[]) => Promise<string>): Promise<void> {
  const packages = join(work, 'packages'), unpacked = join(work, 'unpacked');
  await run('bash', join(__dirname, '../base/download.sh'), packages, ...PACKAGES);
  await run('sh', '-c', `for package in ${packages}/*.deb; do dpkg-deb -x "$package" ${unpacked}; done`);
  for (const program of PROGRAMS) { cpSync(join(unpacked, 'usr/bin', program), join(layer, 'usr/bin', program)); }
  // Libraries that the base has not.
  const folder = (await run('sh', '-c', `cd ${unpacked} && echo usr/lib/*-linux-gnu`)).trim();
  mkdirSync(join(layer, folder), { recursive: true });
  await run('sh', '-c', `cd ${join(unpacked, folder)} && for each in *.so*; do [ -e "${join(below, folder)}/$each" ] || cp --archive "$each" ${join(layer, folder)}/; done`);
  symlinkSync('libjemalloc.so.2', join(layer, folder, 'libjemalloc.so'));
}

// The image docker.io/apache/kafka, made of Kafka's jars from Maven and scripts of our own, at the paths of the official one.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { basename, dirname, join } from 'path';
import { artifact } from '../../artifacts/cache';
import { command } from '../../artifacts/command';
import { baseEnv, baseLayer } from '../base/recipe';
import { dated, writeImage } from '../image';
import { launcher, toolsOf } from './tools';

/** The versions that the tools' list was compared with. */
export const KAFKA_VERSIONS: readonly string[] = ['4.3.1', '4.2.0'];

const SECONDS = 900;
/** The image runs as this user, `appuser`, with a group of the same number. */
const USER = 1000;

/** The image, as a tar. */
export async function kafkaImage(version: string): Promise<string> {
  if (!KAFKA_VERSIONS.includes(version)) { throw new Error(`no image of Kafka ${version}: compare its tools with tools.ts, and add it to KAFKA_VERSIONS`); }
  const base = await baseLayer();
  return join(await artifact({
    name: `image-kafka-${version}`,
    title: `the image of Kafka ${version}`,
    inputs: [{ path: __dirname }, { path: join(__dirname, '..', 'image.ts') }, basename(dirname(base)), version],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-'));
      chmodSync(work, 0o755); // mkdtemp's would keep Kafka's own user out
      const below = join(work, 'below');
      mkdirSync(join(below, 'opt', 'kafka'), { recursive: true });
      await command('tar', ['--extract', '--numeric-owner', '--same-permissions', `--file=${base}`, `--directory=${below}`], { seconds: SECONDS });
      const layer = join(work, 'layer');
      await layOut(layer, below, version);
      await command('unshare', ['--mount', '--net', '--pid', '--fork', '--kill-child', 'bash', join(__dirname, 'archive.sh'), below, layer],
        { seconds: SECONDS });
      await writeImage({
        name: `docker.io/apache/kafka:${version}`,
        layers: [base, layer],
        entrypoint: ['/__cacert_entrypoint.sh'],
        cmd: ['/etc/kafka/docker/run'],
        env: baseEnv,
        user: 'appuser',
        volumes: ['/etc/kafka/secrets', '/var/lib/kafka/data', '/mnt/shared/config'],
        ports: ['9092/tcp'],
      }, join(folder, 'image.tar'));
      rmSync(work, { recursive: true });
    },
  }), 'image.tar');
}

/** What comes on top of the root folder `below`, but for the archives of classes. */
async function layOut(layer: string, below: string, version: string): Promise<void> {
  const kafka = join(layer, 'opt', 'kafka');
  const docker = join(layer, 'etc', 'kafka', 'docker');
  const theirs = ['opt/kafka', 'mnt/shared/config', 'usr/logs', 'home/appuser'];
  const shared = ['etc/kafka', 'var/lib/kafka'];
  for (const folder of [...theirs, ...shared, 'etc/kafka/secrets', 'var/lib/kafka/data']) mkdirSync(join(layer, folder), { recursive: true });

  await command('mvn', ['--batch-mode', '--quiet', `--file=${join(__dirname, 'pom.xml')}`, `-Dkafka.version=${version}`,
    'dependency:copy-dependencies', `-DoutputDirectory=${join(kafka, 'libs')}`, '-DincludeScope=runtime'], { seconds: SECONDS });
  cpSync(join(__dirname, 'bin'), join(kafka, 'bin'), { recursive: true });
  for (const [name, tool] of Object.entries(toolsOf(version))) writeFileSync(join(kafka, 'bin', `${name}.sh`), launcher(tool));
  cpSync(join(__dirname, 'config'), join(kafka, 'config'), { recursive: true });
  for (const from of ['config', 'docker']) cpSync(join(__dirname, from), docker, { recursive: true }); // docker/ has its own server.properties

  // A file of this layer replaces the one below.
  for (const [file, line] of [
    ['etc/passwd', `appuser:x:${USER}:${USER}:Linux User,,,:/home/appuser:/bin/bash`],
    ['etc/group', `appuser:x:${USER}:`],
  ]) writeFileSync(join(layer, file), `${readFileSync(join(below, file), 'utf8')}${line}\n`);
  // The official one adds certificates to Java's when USE_SYSTEM_CA_CERTS is set.
  writeFileSync(join(layer, '__cacert_entrypoint.sh'), '#!/bin/sh\nexec "$@"\n');

  const at = (folders: readonly string[]) => folders.map((folder) => join(layer, folder));
  await command('chmod', ['-R', 'u=rwX,go=rX', layer], { seconds: SECONDS });
  await command('chmod', ['-R', '+x', join(kafka, 'bin'), join(docker, 'run'), join(layer, '__cacert_entrypoint.sh')], { seconds: SECONDS });
  await command('chown', ['-R', '0:0', layer], { seconds: SECONDS });
  await command('chown', ['-R', `${USER}:${USER}`, ...at(theirs)], { seconds: SECONDS });
  await command('chown', ['-R', `${USER}:0`, ...at(shared)], { seconds: SECONDS });
  await command('chmod', ['-R', 'ug+w', ...at(shared)], { seconds: SECONDS });
  await dated(layer);
}

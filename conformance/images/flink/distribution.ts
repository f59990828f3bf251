// Flink's distribution, which is on PyPI as two packages: the jars, and the scripts and configuration, which its Python API brings along.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { arch } from 'os';
import { join } from 'path';
import { artifact } from '../../artifacts/cache';
import { command } from '../../artifacts/command';

/** The versions that the image was run with. */
export const FLINK_VERSIONS: readonly string[] = ['2.3.0'];

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
/** Of what the distribution has in opt/, to be enabled by ENABLE_BUILT_IN_PLUGINS: what is on Maven only. */
const OPTIONAL = ['flink-s3-fs-hadoop', 'flink-s3-fs-presto'];
/** Any Python's package has the same scripts. */
const PYTHON = ['--python-version', '3.11', '--platform', `manylinux2014_${arch() === 'x64' ? 'x86_64' : 'aarch64'}`, '--only-binary', ':all:'];
const SECONDS = 1800;

/** The folder that is FLINK_HOME in the image. */
export function flinkDistribution(version: string): Promise<string> {
  if (!FLINK_VERSIONS.includes(version)) { throw new Error(`no image of Flink ${version}: run one, and add it to FLINK_VERSIONS`); }
  return artifact({
    name: `flink-${version}`,
    title: `Flink ${version}`,
    inputs: [{ path: __filename }, version, arch()],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-'));
      const run = (program: string, ...args: string[]) => command(program, args, { cwd: work, seconds: SECONDS });
      for (const name of ['apache-flink-libraries', 'apache-flink']) {
        await run('python3', '-m', 'pip', '--quiet', 'download', '--no-deps', ...PYTHON, `${name}==${version}`);
      }
      await run('sh', '-c', 'for wheel in *.whl; do python3 -m zipfile --extract "$wheel" .; done');
      for (const part of ['bin', 'conf', 'lib', 'opt', 'plugins']) { cpSync(join(work, 'pyflink', part), join(folder, part), { recursive: true }); }
      for (const each of OPTIONAL) {
        await run('mvn', '--batch-mode', '--quiet', `${PLUGIN}:copy`, `-Dartifact=org.apache.flink:${each}:${version}`, `-DoutputDirectory=${join(folder, 'opt')}`);
      }
      for (const empty of ['log', 'usrlib']) {
        if (!existsSync(join(folder, empty))) { mkdirSync(join(folder, empty)); }
      }
      // As the official image does it: what listens, listens to other machines too.
      await run('chmod', '-R', '+x', join(folder, 'bin'));
      const local = ['rest.address', 'rest.bind-address', 'jobmanager.bind-host', 'taskmanager.bind-host'].flatMap((key) => ['-repKV', `${key},localhost,0.0.0.0`]);
      await run('bash', join(folder, 'bin/config-parser-utils.sh'), ...['conf', 'bin', 'lib'].map((part) => join(folder, part)), ...local,
        '-rmKV', 'taskmanager.host=localhost');
      rmSync(work, { recursive: true });
    },
  });
}

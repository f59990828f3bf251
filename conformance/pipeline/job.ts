// The job between the topics, as a jar with the connector beside it: the plain one, whose Kafka classes have their own names.
import { mkdirSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';
import { flinkDistribution } from '../images/flink/distribution';
import { applicationImage } from '../images/flink/recipe';

const SECONDS = 900;
export const TOTALS_IMAGE = 'registry.example.com/totals:1';
export const TOTALS_CLASS = 'Totals';

/** The image, as a tar. */
export async function totalsImage(version: string): Promise<string> {
  const jars = await totalsJars(version);
  return applicationImage(version, { name: TOTALS_IMAGE, jars: readdirSync(jars).sort().map((jar) => join(jars, jar)) });
}

/** The folder with the job's jar and those that it needs. */
async function totalsJars(version: string): Promise<string> {
  const flink = await flinkDistribution(version);
  return artifact({
    name: 'totals',
    title: 'the job between topics',
    inputs: [{ path: __filename }, { path: join(__dirname, 'job') }, version],
    make: async (folder) => {
      const run = (program: string, ...args: string[]) => command(program, args, { seconds: SECONDS });
      await run('mvn', '--batch-mode', '--quiet', `--file=${join(__dirname, 'job/pom.xml')}`, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`, '-DincludeScope=runtime');
      const classes = join(folder, 'classes');
      mkdirSync(classes);
      await run('javac', '--release', '17', '-nowarn', '-cp', `${join(folder, '*')}:${join(flink, 'lib', '*')}`, '-d', classes, join(__dirname, 'job/Totals.java'));
      await run('jar', '--create', `--file=${join(folder, 'totals.jar')}`, '--date=1980-01-02T00:00:00Z', `--main-class=${TOTALS_CLASS}`, '-C', classes, '.');
      rmSync(classes, { recursive: true });
      for (const logger of readdirSync(folder).filter((jar) => jar.startsWith('slf4j-api-'))) { rmSync(join(folder, logger)); } // Flink has its own
    },
  });
}

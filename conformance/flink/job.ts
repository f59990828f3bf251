// The job that is run, as a jar: compiled against the distribution that runs it.
import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';
import { flinkDistribution } from '../images/flink/distribution';
import { applicationImage } from '../images/flink/recipe';

const SECONDS = 300;
export const JOB_CLASS = 'Counting';

/** The name of the image; `code` is what each line says of the jar. */
export function countingImageName(code: number): string {
  return `registry.example.com/counting:${code}`;
}

/** The image, as a tar. */
export async function countingImage(version: string, code: number): Promise<string> {
  return applicationImage(version, { name: countingImageName(code), jars: [await countingJar(version, code)] });
}

export async function countingJar(version: string, code: number): Promise<string> {
  const flink = await flinkDistribution(version);
  return join(await artifact({
    name: `counting-${code}`,
    title: `the counting job ${code}`,
    inputs: [{ path: __filename }, { path: join(__dirname, 'job') }, version, String(code)],
    make: async (folder) => {
      const classes = join(folder, 'classes');
      mkdirSync(classes);
      writeFileSync(join(classes, 'Code.java'), `class Code { static final String VERSION = "${code}"; }\n`);
      await command('javac', ['--release', '17', '-cp', join(flink, 'lib', '*'), '-d', classes, join(classes, 'Code.java'), join(__dirname, 'job', 'Counting.java')],
        { seconds: SECONDS });
      rmSync(join(classes, 'Code.java'));
      await command('jar', ['--create', `--file=${join(folder, 'counting.jar')}`, '--date=1980-01-02T00:00:00Z', `--main-class=${JOB_CLASS}`, '-C', classes, '.'],
        { seconds: SECONDS });
      rmSync(classes, { recursive: true });
    },
  }), 'counting.jar');
}

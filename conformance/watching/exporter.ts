// The JMX exporter's agent: its jar from Maven, and an image that a member copies it from. Later versions than 1.0.1 are on no Maven repository,
// only among the project's releases.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { basename, dirname, join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';
import { baseEnv, baseLayer } from '../images/base/recipe';
import { dated, writeImage } from '../images/image';

export const EXPORTER_VERSION = '1.0.1';
/** The name that manifests use. */
export const EXPORTER_IMAGE = `registry.example.com/jmx-exporter-agent:${EXPORTER_VERSION}`;

const JAR = 'jmx_prometheus_javaagent';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
const SECONDS = 600;

/** The jar. */
export async function exporterJar(): Promise<string> {
  const folder = await artifact({
    name: 'jmx-exporter',
    title: `the JMX exporter ${EXPORTER_VERSION}`,
    inputs: [EXPORTER_VERSION, PLUGIN],
    make: async (to) => {
      await command('mvn', ['--batch-mode', '--quiet', `${PLUGIN}:copy`, `-Dartifact=io.prometheus.jmx:${JAR}:${EXPORTER_VERSION}`, `-DoutputDirectory=${to}`,
        '-Dmdep.stripVersion=true'], { seconds: SECONDS });
    },
  });
  return join(folder, `${JAR}.jar`);
}

/** The image, as a tar: on the layer below Kafka's, which has `cp`, the jar at the top. */
export async function exporterImage(): Promise<string> {
  const base = await baseLayer();
  const jar = await exporterJar();
  return join(await artifact({
    name: 'image-jmx-exporter',
    title: `the image of the JMX exporter ${EXPORTER_VERSION}`,
    inputs: [{ path: __filename }, { path: join(__dirname, '../images/image.ts') }, basename(dirname(base)), { path: jar }],
    make: async (folder) => {
      const root = mkdtempSync(join(folder, 'root-'));
      mkdirSync(join(root, 'layer'));
      cpSync(jar, join(root, 'layer', `${JAR}.jar`));
      await command('chmod', ['-R', 'u=rwX,go=rX', join(root, 'layer')], { seconds: SECONDS });
      await dated(join(root, 'layer'));
      await writeImage({ name: EXPORTER_IMAGE, layers: [base, join(root, 'layer')], env: baseEnv }, join(folder, 'image.tar'));
      rmSync(root, { recursive: true });
    },
  }), 'image.tar');
}

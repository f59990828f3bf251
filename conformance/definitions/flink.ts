// The Flink operator's definitions, out of its Java API on Maven Central, where no newer one than this is: its FlinkDeployment knows Flink up to 1.20.
import { copyFileSync, mkdirSync, rmSync } from 'fs';
import { join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';

const API = 'org.apache.flink:flink-kubernetes-operator-api', VERSION = '1.10.0';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
const FILE = 'META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml';
const SECONDS = 600;

/** The folder of their files. */
export function flinkDefinitions(): Promise<string> {
  return artifact({
    name: 'flink-definitions',
    title: `the Flink operator's definitions ${VERSION}`,
    inputs: [API, VERSION, FILE],
    make: async (folder) => {
      const tools = join(folder, 'tools');
      mkdirSync(tools);
      await command('mvn', ['--batch-mode', '--quiet', `${PLUGIN}:copy`, `-Dartifact=${API}:${VERSION}`, '-DoutputDirectory=.'], { cwd: tools, seconds: SECONDS });
      await command('sh', ['-c', 'python3 -m zipfile --extract *.jar .'], { cwd: tools, seconds: SECONDS });
      copyFileSync(join(tools, FILE), join(folder, 'flinkdeployments.yaml'));
      rmSync(tools, { recursive: true });
    },
  });
}

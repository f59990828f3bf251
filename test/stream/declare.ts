import { App, Chart, Testing } from 'cdk8s';
import { FlinkApplication, FlinkJarOptions, FlinkVersion, ObjectStore, Platform, StreamProcessor, StreamProcessorProps } from '../../src';

/** A processor of a jar, with state in an object store; what differs is said. */
export function declare(change: Partial<StreamProcessorProps> = {}, options: Partial<FlinkJarOptions> = {}, id = 'fraud') {
  const chart = new Chart(new App(), 'shop', { namespace: 'streams' });
  const processor = new StreamProcessor(chart, id, {
    application: jar(options),
    parallelism: 4,
    state: ObjectStore.s3({ bucket: 'shop-flink' }),
    platform: Platform.onPrem({ zones: ['a', 'b', 'c'], kubernetesVersion: '1.34' }),
    ...change,
  });
  return { chart, processor };
}

export function jar(options: Partial<FlinkJarOptions> = {}): FlinkApplication {
  return FlinkApplication.jar({ version: FlinkVersion.V2_3_0, image: 'registry.example.com/fraud:1', jar: 'local:///opt/flink/usrlib/fraud.jar', ...options });
}

/** Its objects, by kind and name. */
export function synth(change: Partial<StreamProcessorProps> = {}, options: Partial<FlinkJarOptions> = {}) {
  const objects: any[] = Testing.synth(declare(change, options).chart);
  const find = (kind: string, name: string) => objects.find((o) => o.kind === kind && o.metadata.name.replace(/-[0-9a-f]{10}$/, '') === name);
  return { objects, find };
}

/** A component's configuration, by key. */
export function configuration(find: (kind: string, name: string) => any, name: string, file = 'config.yaml'): Record<string, string> {
  const lines: string[] = find('ConfigMap', name).data[file].trim().split('\n');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2).replace(/^"(.*)"$/, '$1')]));
}

/** What a run of the program complains of when it is written down, and when it is synthesized. */
export function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

/** What the rules say of it. */
export function findings(change: Partial<StreamProcessorProps> = {}, options: Partial<FlinkJarOptions> = {}): string[] {
  return declare(change, options).processor.node.validate();
}

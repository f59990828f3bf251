// Manifests broken on purpose, one way each: what the experiments must notice, or they prove nothing.
import { KubeObject } from '../kubernetes/api';

type Break = (object: KubeObject) => KubeObject;

/** Changes Flink's configuration, line by line; a line that is none is left away. */
function configuration(change: (line: string) => string | undefined): Break {
  return (object) => {
    const file: string | undefined = object.data?.['config.yaml'];
    if (file === undefined) { return object; }
    const changed = file.split('\n').map(change).filter((line) => line !== undefined).join('\n');
    if (changed === file) { throw new Error('config.yaml is not what it was: nothing was broken'); }
    return { ...object, data: { ...object.data, 'config.yaml': changed } };
  };
}

/** Checkpoints are made, and nobody knows of them but the leader that made them. */
export const withoutHighAvailability: Break = (object) => {
  const changed = configuration((line) => /^high-availability\./.test(line) ? undefined : line)(object);
  if (changed.data?.['config.yaml'] === undefined) { return alone(changed); }
  return { ...changed, data: { ...changed.data, 'config.yaml': `${changed.data['config.yaml']}jobmanager.rpc.address: counting-leader\n` } };
};

/** Without an election there is one leader, at a name that all know. */
function alone(object: KubeObject): KubeObject {
  if (object.kind !== 'Job') { return object; }
  const copy = structuredClone(object);
  copy.spec.parallelism = 1;
  variable(copy, 'HIGHLY_AVAILABLE').value = 'false';
  return copy;
}

/** Checkpoints go nowhere that was named. */
export const withoutDirectory: Break = configuration((line) => /^execution\.checkpointing\.(dir|savepoint-dir):/.test(line) ? undefined : line);

/** As Flink is by default: what an ended job left is forgotten. */
export const forgetful: Break = configuration((line) => /-result-store\.delete-on-commit:/.test(line) ? line.replace('false', 'true') : line);

/** Workers start, whatever program the leaders run; and a leader is one more pod of a Job whose template may change. */
export const unguarded: Break = (object) => {
  if (object.kind !== 'ConfigMap') { return object; }
  const { immutable, ...mutable } = object;
  const script: string | undefined = object.data['start-worker.sh'];
  if (script === undefined) { return mutable as unknown as KubeObject; }
  const changed = script.replace('if [ "$leaders" != "$IMAGE" ]; then', 'if false; then');
  if (changed === script) { throw new Error('start-worker.sh is not what it was: nothing was broken'); }
  return { ...object, data: { ...object.data, 'start-worker.sh': changed } };
};

function variable(object: KubeObject, name: string): { value: string } {
  const found = object.spec.template.spec.containers[0].env.find((one: { name: string }) => one.name === name);
  if (!found) { throw new Error(`${object.kind} ${object.metadata.name} has no variable ${name}: nothing was broken`); }
  return found;
}

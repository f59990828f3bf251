import { refuse } from '../contract/message';
import { ComponentLife, ComponentPlan, FilePlan, WorkloadPlan } from '../plan';
import { askingMark } from './change-marks';
import { Manifest, metadata } from './manifest';
import { ownerName } from './names';
import { prepareScripts } from './prepare-container';

/** The API server refuses a ConfigMap with more. */
const MOST_BYTES = 1024 * 1024;

/** Files as the data of a ConfigMap. */
export function fileData(path: string, part: string, files: FilePlan[], besides: Record<string, string> = {}): Record<string, string> {
  const data: Record<string, string> = { ...besides };
  for (const file of files) {
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(file.name) || file.name.startsWith('..') || file.name === '.') {
      refuse({
        path,
        what: `file of ${part}`,
        got: `"${file.name}"`,
        expected: 'letters, digits, dots, hyphens and underscores, without a folder',
        change: 'rename it',
      });
    }
    if (data[file.name] !== undefined) {
      refuse({ path, what: `file ${file.name} of ${part}`, got: 'the same name twice', expected: 'a name of its own', change: 'rename it' });
    }
    data[file.name] = file.content;
  }
  const size = Object.entries(data).reduce((sum, [name, content]) => sum + Buffer.byteLength(name) + Buffer.byteLength(content), 0);
  if (size > MOST_BYTES) {
    refuse({ path, what: `files of ${part}`, got: `${size} bytes`, expected: `at most ${MOST_BYTES}`, change: 'put the big ones into the image' });
  }
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => a < b ? -1 : 1));
}

const gathered = new WeakMap<ComponentPlan, Record<string, string>>();

/** What the pods of a component start with: its files, and the scripts that prepare it. */
export function configData(path: string, component: ComponentPlan): Record<string, string> {
  let data = gathered.get(component);
  if (!data) {
    data = fileData(path, component.name, component.files ?? [], prepareScripts());
    gathered.set(component, data);
  }
  return data;
}

/** The part of it that a pod is restarted for. */
export function rollingData(path: string, component: ComponentPlan): Record<string, string> {
  const quiet = new Set((component.files ?? []).filter((file) => file.rolls === false).map((file) => file.name));
  return Object.fromEntries(Object.entries(configData(path, component)).filter(([name]) => !quiet.has(name)));
}

export function configMap(path: string, plan: WorkloadPlan, component: ComponentPlan): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(plan, ownerName(plan, component), component.name, askingMark(component)),
    // a Job can't be changed, and a pod that it makes later must find what it was made for
    immutable: component.life === ComponentLife.RUN_TO_COMPLETION ? true : undefined,
    data: configData(path, component),
  };
}

import { ownerName } from '../../../builtin/names';
import { podTemplate } from '../../../builtin/pod';
import { bytes } from '../../../builtin/quantity';
import { Audience, ComponentPlan, WorkloadPlan } from '../../../plan';

/** The name that Flink looks for in a template. */
const CONTAINER = 'flink-main-container';
const PLUGINS = 'ENABLE_BUILT_IN_PLUGINS';
/** What the image's entry point and Flink's log configuration in the operator's chart write to: the root file system is read-only. */
const LOG_PATH = '/opt/flink/log';
const PLUGIN_PATH = '/opt/flink/plugins';
/** For the scripts of built-in objects alone. */
const SCRIPTS = ['CHECK_PORT', 'HIGHLY_AVAILABLE', 'IMAGE', 'IMAGE_FILE', 'RESOURCE_ID', 'SAVEPOINT', 'WORK_DIR'];

/** The template of the pods of a component: everything but what the FlinkDeployment says elsewhere, or Flink by itself. */
export function flinkTemplate(path: string, plan: WorkloadPlan, component: ComponentPlan): any {
  const { settings: _, files: __, runPath: ___, command: ____, gate: _____, alive: ______, farewell, ...rest } = component;
  const environment = Object.fromEntries(Object.entries(component.environment ?? {}).filter(([name]) => !SCRIPTS.includes(name)));
  const plugins = (environment[PLUGINS] ?? '').split(';').filter((jar) => jar !== '').map((jar) => jar.replace(/\.jar$/, ''));
  // those of built-in objects are not there, and pods would wait for them
  const own = plan.components.map((each) => ownerName(plan, each));
  const template = podTemplate(path, plan, {
    ...rest,
    configs: component.configs?.filter(({ configMapName }) => !own.includes(configMapName)),
    environment,
    farewell: farewell && { waitSeconds: farewell.waitSeconds, stopSeconds: farewell.stopSeconds, graceSeconds: farewell.graceSeconds },
    ports: component.ports.filter(({ audience }) => audience === Audience.MONITORING),
    volumes: [
      ...component.volumes ?? [],
      { name: 'log', path: LOG_PATH, durable: false },
      // the entry point links the jar into a folder that it makes here
      ...plugins.map((plugin, at) => ({ name: `plugin-${at}`, path: `${PLUGIN_PATH}/${plugin}`, durable: false })),
    ],
  });
  const [{ image: _image, resources: _resources, ...main }, ...sidecars] = template.spec.containers;
  return { ...template, spec: { ...template.spec, containers: [{ ...main, name: CONTAINER }, ...sidecars] } };
}

/** Of a process, with all that its JVM has beside the heap. */
export function resource({ resources }: ComponentPlan): any {
  const { cpuMillis, memoryBytes } = resources;
  return { cpu: cpuMillis === undefined ? undefined : cpuMillis / 1000, memory: bytes(memoryBytes) };
}

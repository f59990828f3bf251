import { ContainerResources } from 'cdk8s-plus-27';
import { Quantities } from './vendor/controller';
import { bytes, cpu } from '../builtin/quantity';
import { resourcesOf } from '../declared/resources';

/** What is asked for of a container, as manifests write it. */
export function quantities(path: string, resources: ContainerResources | undefined): Quantities | undefined {
  if (resources === undefined) return undefined;
  const { cpuMillis, cpuLimitMillis, memoryBytes } = resourcesOf(path, resources);
  const memory: Record<string, string> = memoryBytes === undefined ? {} : { memory: bytes(memoryBytes) };
  return {
    limits: { ...cpuLimitMillis === undefined ? {} : { cpu: cpu(cpuLimitMillis) }, ...memory },
    requests: { ...cpuMillis === undefined ? {} : { cpu: cpu(cpuMillis) }, ...memory },
  };
}

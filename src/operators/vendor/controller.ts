import { withPodSpec } from './containers';
import { mergedEnvironment } from '../../builtin/environment';
import { MANAGED_BY_LABEL, MANAGER } from '../../builtin/names';
import { podAnnotations, podLabels, specAdditions } from '../../builtin/pod-additions';
import { KubeObject } from '../../manifests/kube-object';
import { Fields, mapOf, mapsOf } from '../../manifests/value';
import { PodPlan, SitePlan } from '../../plan';

/** What is asked for of a Deployment of the release. */
export interface ControllerChoice {
  readonly replicas?: number;
  readonly resources?: Quantities;
}

/** Resources as manifests write them. What is left out is as the release has it. */
export interface Quantities {
  readonly limits: Record<string, string>;
  readonly requests: Record<string, string>;
}

/** What is asked for of all Deployments alike. */
export interface PodChoice {
  /** The construct's path, for messages. */
  readonly path: string;
  readonly site: SitePlan;
  readonly pods?: PodPlan;
  /** Variables that the library sets. */
  readonly environment: Record<string, string>;
}

/** The Deployment as it is asked for. */
export function asAsked(object: KubeObject, choice: ControllerChoice, wanted: PodChoice): KubeObject {
  if (object.kind !== 'Deployment') return object;
  const { path, pods, site } = wanted;
  const { metadata: { name }, spec: { template, selector } } = object;
  const replicas = choice.replicas ?? object.spec.replicas ?? 1;
  const { imagePullSecrets, priorityClassName, nodeSelector, tolerations } = specAdditions(pods);
  const changed = withPodSpec(object, (pod) => ({
    ...pod,
    ...defined({ imagePullSecrets, priorityClassName }),
    ...nodeSelector ? { nodeSelector: { ...pod.nodeSelector, ...nodeSelector } } : {},
    ...tolerations ? { tolerations: [...mapsOf(pod.tolerations), ...tolerations] } : {},
    ...replicas > 1 ? { topologySpreadConstraints: [...mapsOf(pod.topologySpreadConstraints), ...apart(selector.matchLabels, site)] } : {},
    containers: [...mapsOf(pod.containers).map((one, i) => i === 0 ? firstContainer(name, one, choice, wanted) : one), ...pods?.sidecars ?? []],
  }));
  const metadata = {
    ...template.metadata,
    labels: podLabels(path, name, template.metadata?.labels ?? {}, pods),
    ...defined({ annotations: podAnnotations(path, name, mapOf(template.metadata?.annotations), pods) }),
  };
  return { ...changed, spec: { ...changed.spec, replicas, template: { ...changed.spec.template, metadata } } };
}

function firstContainer(part: string, container: Fields, { resources }: ControllerChoice, { path, pods, environment }: PodChoice): Fields {
  const added = mergedEnvironment(path, part, environment, pods?.environment);
  const kept = mapsOf(container.env).filter(({ name }) => !added.some((variable) => variable.name === name));
  const { limits, requests } = mapOf(container.resources);
  return {
    ...container,
    ...added.length > 0 ? { env: [...kept, ...added] } : {},
    ...resources ? {
      resources: {
        ...container.resources,
        ...filled('limits', { ...limits, ...resources.limits }),
        ...filled('requests', { ...requests, ...resources.requests }),
      },
    } : {},
  };
}

function filled(key: string, quantities: Fields): Fields {
  return Object.keys(quantities).length > 0 ? { [key]: quantities } : {};
}

/** Pods of one Deployment rather apart: over hosts, and over zones where there are some. One that is down leaves the others. */
export function apart(matchLabels: Record<string, string>, { hostLabel, zoneLabel, zones }: SitePlan): Fields[] {
  return [hostLabel, ...zones.length > 1 ? [zoneLabel] : []].map((topologyKey) => ({
    labelSelector: { matchLabels: { ...matchLabels } },
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));
}

/** From two pods on: a drain takes one after the other. */
export function budget(object: KubeObject): KubeObject[] {
  if (object.kind !== 'Deployment' || (object.spec.replicas ?? 1) < 2) return [];
  const { name, namespace, labels } = object.metadata;
  return [{
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace, labels: { ...labels, [MANAGED_BY_LABEL]: MANAGER } },
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...object.spec.selector.matchLabels } } },
  }];
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

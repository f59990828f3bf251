// What a layout's own objects tell the tool, read as the tool reads them.
import * as path from 'path';
import { objectsAt } from './app';
import { KubeObject } from '../kubernetes/api';

/** A condition that must have a status. */
export interface Expected { readonly type: string; readonly status: string }

/** One chart on its way. */
export interface Told {
  readonly name: string;
  readonly objects: readonly KubeObject[];
  /** Whether what has left the chart is deleted, unless the object says otherwise. */
  readonly prunes: boolean;
  /** Whether an object says otherwise. */
  readonly saysItStays: (object: KubeObject) => boolean;
}

export interface Order {
  /** Charts that are applied together, those that others wait for first. */
  readonly steps: readonly (readonly Told[])[];
  /** `group/kind` -> when one is ready. */
  readonly health: Readonly<Record<string, readonly Expected[]>>;
}

const WAVE = 'argocd.argoproj.io/sync-wave', SYNC_OPTIONS = 'argocd.argoproj.io/sync-options', FLUX_PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** Whether an object tells Argo CD that it stays when it has left the repository. */
function staysInArgoCd({ metadata }: KubeObject): boolean {
  return (metadata.annotations?.[SYNC_OPTIONS] ?? '').split(',').some((option) => option.trim() === 'Prune=false');
}

/** Whether an object tells Flux so. */
function staysInFlux({ metadata: { annotations, labels } }: KubeObject): boolean {
  return [annotations, labels].some((words) => words?.[FLUX_PRUNE] === 'disabled');
}

export function orderOf(repository: string): Order {
  const all = objectsAt(repository);
  const applications = all.filter(({ kind }) => kind === 'Application'), kustomizations = all.filter(({ kind }) => kind === 'Kustomization');
  return kustomizations.length > 0 ? ofFlux(repository, kustomizations) : ofArgoCd(repository, applications, all.find(({ metadata }) => metadata.name === 'argocd-cm')!);
}

function ofArgoCd(repository: string, applications: readonly KubeObject[], settings: KubeObject): Order {
  const wave = ({ metadata }: KubeObject) => Number(metadata.annotations?.[WAVE] ?? 0);
  const told = ({ metadata: { name }, spec: { source, syncPolicy } }: KubeObject): Told => ({
    name,
    objects: objectsAt(repository, path.join(source.path, source.directory?.include ?? '')),
    prunes: syncPolicy.automated.prune === true,
    saysItStays: staysInArgoCd,
  });
  const waves = [...new Set(applications.map(wave))].sort((a, b) => a - b);
  return {
    steps: waves.map((each) => applications.filter((one) => wave(one) === each).map(told)),
    health: Object.fromEntries(Object.entries(settings.data as Record<string, string>).flatMap(([key, lua]) => {
      const kind = /^resource\.customizations\.health\.(.+)_(\w+)$/.exec(key)!;
      return kind[2] === 'Application' ? [] : [[`${kind[1]}/${kind[2]}`, conditions(lua, /condition\("(\w+)", "(\w+)"\)/g)]];
    })),
  };
}

function ofFlux(repository: string, kustomizations: readonly KubeObject[]): Order {
  const steps: Told[][] = [];
  const names = () => steps.flat().map(({ name }) => name);
  const waits = ({ spec }: KubeObject) => (spec.dependsOn ?? []).map(({ name }: { name: string }) => name) as string[];
  while (names().length < kustomizations.length) {
    const done = names();
    const next = kustomizations.filter((one) => !done.includes(one.metadata.name) && waits(one).every((other) => done.includes(other)));
    if (next.length === 0) { throw new Error(`${kustomizations.map((one) => one.metadata.name)}: wait for each other, or for what is not there`); }
    steps.push(next.map(({ metadata: { name }, spec }): Told =>
      ({ name, objects: objectsAt(repository, spec.path), prunes: spec.prune, saysItStays: staysInFlux })));
  }
  const expressions = kustomizations.flatMap(({ spec }) => spec.healthCheckExprs ?? []) as { apiVersion: string; kind: string; current: string }[];
  return {
    steps,
    health: Object.fromEntries(expressions.map(({ apiVersion, kind, current }) =>
      [`${apiVersion.split('/')[0]}/${kind}`, conditions(current, /c\.type == '(\w+)' && c\.status == '(\w+)'/g)])),
  };
}

function conditions(text: string, pattern: RegExp): Expected[] {
  const found = [...text.matchAll(pattern)].map(([, type, status]) => ({ type, status }));
  if (found.length === 0) { throw new Error(`got '${text}', expected a check of a condition`); }
  return found;
}

import { asAsked, budget, ControllerChoice, PodChoice } from './controller';
import { CatalogueEntry } from './entry';
import { withRegistry } from './images';
import { scopesOf } from './inspect';
import { inNamespace } from './namespaces';
import { networkPolicy } from './network-policy';
import { Part } from './parts';
import { Release } from './release';
import { boundFor, toldToWatch, Watched } from './watched';
import { KubeObject } from '../../manifests/kube-object';
import { KEPT } from '../keep';

/** How a release is to be installed. */
export interface Wanted extends PodChoice {
  readonly namespaceName: string;
  readonly watched: Watched;
  readonly imageRegistry?: string;
  /** By the Deployment's name. */
  readonly controllers: Record<string, ControllerChoice>;
  /** Who collects metrics; undefined: there are no policies. */
  readonly collectorNamespace?: string;
}

/** The objects of a release as they are wanted: definitions, rights, controller, webhooks, in that order. */
export function renderRelease(entry: CatalogueEntry, release: Release, wanted: Wanted): Release {
  const { collectorNamespace: collector } = wanted;
  const scopes = scopesOf(release[Part.DEFINITIONS]);
  const moved = (object: KubeObject) => inNamespace(entry, object, wanted.namespaceName, scopes);
  const rights = release[Part.RIGHTS].map(moved);
  const controller = release[Part.CONTROLLER].map(moved).map((object) => {
    const told = entry.watch ? toldToWatch(entry.watch, object, wanted.watched) : object;
    const from = wanted.imageRegistry === undefined ? told : withRegistry(entry, told, wanted.imageRegistry);
    return asAsked(from, wanted.controllers[object.metadata.name] ?? {}, wanted);
  });
  return {
    [Part.DEFINITIONS]: keptDefinitions(release).map(moved),
    [Part.RIGHTS]: entry.watch ? boundFor(entry.watch, rights, wanted.watched) : rights,
    [Part.CONTROLLER]: [
      ...controller,
      ...controller.flatMap(budget),
      ...collector === undefined ? [] : controller.flatMap((object) => networkPolicy(entry, object, collector)),
    ],
    [Part.WEBHOOKS]: release[Part.WEBHOOKS].map(moved),
  };
}

/** The definitions alone: they are in no namespace, and name none unless a webhook converts them. */
export function keptDefinitions(release: Release): KubeObject[] {
  return release[Part.DEFINITIONS].map(kept);
}

function kept(definition: KubeObject): KubeObject {
  return { ...definition, metadata: { ...definition.metadata, annotations: { ...definition.metadata.annotations, ...KEPT } } };
}

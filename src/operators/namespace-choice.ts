import { refuse } from '../contract/message';
import { Watched } from './vendor/watched';
import { watchedOf } from './watches';

/** What is asked for of an operator whose webhooks look at what others make. */
export interface NamespaceChoice {
  readonly watches?: string[];
  readonly watchesAll?: boolean;
}

/** The namespaces that were told, or all. Nothing is taken for granted: while its webhooks are down, nothing can be made in these. */
export function chosenNamespaces(path: string, { watches, watchesAll }: NamespaceChoice, own: string): Watched {
  if (watches === undefined && !watchesAll) {
    refuse({
      path,
      what: 'watches',
      got: 'none',
      expected: 'the namespaces with the jobs: its webhooks must not look at those of databases and of what applies manifests, where nothing could be made while they are down',
      change: "write watches: ['research'], or watchesAll: true",
    });
  }
  return watchedOf(path, watches, watchesAll, own);
}

/** The same, as terms of a namespace selector. The operator's own never looks at itself, nor at what runs the cluster. */
export function namespaceTerms(watched: Watched, ...never: string[]): Record<string, any>[] {
  return [watched === 'all'
    ? { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', ...never].sort() }
    : { key: 'kubernetes.io/metadata.name', operator: 'In', values: watched }];
}

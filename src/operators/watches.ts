import { Watched } from './vendor/watched';
import { refuse } from '../contract/message';
import { isNamespaceName } from '../declared/namespace';

export function checkedNamespace(path: string, what: string, namespaceName: string): string {
  if (typeof namespaceName !== 'string' || !isNamespaceName(namespaceName)) {
    refuse({ path, what, got: `'${namespaceName}'`, expected: 'the name of a namespace: up to 63 lower case letters, digits and hyphens', change: 'write one that `kubectl get namespaces` shows' });
  }
  return namespaceName;
}

/** What was told of the namespaces to watch; sorted, for their order says nothing. */
export function watchedOf(path: string, watches: string[] | undefined, watchesAll: boolean | undefined, own: string): Watched {
  if (watchesAll) {
    if (watches !== undefined) refuse({ path, what: 'watches', got: `${watches.join(', ')} and watchesAll`, expected: 'one of both', change: 'leave one away' });
    return 'all';
  }
  const named = watches ?? [own];
  if (named.length === 0) refuse({ path, what: 'watches', got: 'no namespace', expected: 'one or more', change: `write watches: ['${own}'], or watchesAll: true` });
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice !== undefined) refuse({ path, what: 'watches', got: `'${twice}' twice`, expected: 'each namespace once', change: 'leave one away' });
  return named.map((name) => checkedNamespace(path, 'watches', name)).sort();
}

/** Whether both see the objects of one namespace; which one, if it has a name. */
export function overlap(a: Watched, b: Watched): string | undefined {
  if (a === 'all' && b === 'all') return 'all namespaces';
  if (a === 'all' || b === 'all') return (a === 'all' ? b : a)[0];
  return a.find((name) => b.includes(name));
}

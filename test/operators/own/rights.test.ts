import { ApiResource } from 'cdk8s-plus-27';
import { cacheResource } from './cache';
import { ResourceScope } from '../../../src';
import { resourceOf } from '../../../src/operators/own/definition';
import { permissionsOf, Reach } from '../../../src/operators/own/rights';

function rights(changes: Partial<Reach>, scope?: ResourceScope): string[] {
  const resources = [resourceOf('path', 'cache.example.com', cacheResource({ scope }))];
  return permissionsOf({ resources, owns: [], watches: [], finalizes: [], emitsEvents: false, home: 'operators', ...changes })
    .map(({ apiGroup, resource, verbs, clusterWide, namespaces, resourceNames }) =>
      `${apiGroup}/${resource}${resourceNames ? `(${resourceNames})` : ''} ${verbs} ${clusterWide ? 'everywhere' : namespaces?.join('+') ?? 'at home'}`);
}

test('who serves a resource reads it, and writes its status', () => {
  expect(rights({})).toEqual([
    'cache.example.com/caches get,list,watch everywhere',
    'cache.example.com/caches/status patch,update everywhere',
  ]);
});

test('who puts a finalizer on it writes it', () => {
  expect(rights({ finalizes: ['Cache'] })[0]).toBe('cache.example.com/caches get,list,patch,update,watch everywhere');
});

test('who owns something makes, changes and deletes it, and blocks the deletion of its owner', () => {
  expect(rights({ owns: [ApiResource.STATEFUL_SETS] }).slice(2)).toEqual([
    'cache.example.com/caches/finalizers update everywhere',
    'apps/statefulsets create,delete,get,list,patch,update,watch everywhere',
  ]);
});

test('who watches something reads it, and what it owns it watches already', () => {
  expect(rights({ owns: [ApiResource.SERVICES], watches: [ApiResource.SECRETS, ApiResource.SERVICES] }).slice(3)).toEqual([
    '/services create,delete,get,list,patch,update,watch everywhere',
    '/secrets get,list,watch everywhere',
  ]);
});

test('who watches two namespaces has rights in these, but for what is in none', () => {
  const watchedNamespaces = ['shop', 'bank'];
  expect(rights({ watches: [ApiResource.SECRETS, ApiResource.NODES], emitsEvents: true, watchedNamespaces })).toEqual([
    'cache.example.com/caches get,list,watch shop+bank',
    'cache.example.com/caches/status patch,update shop+bank',
    '/secrets get,list,watch shop+bank',
    '/nodes get,list,watch everywhere',
    '/events create,patch shop+bank',
    'events.k8s.io/events create,patch shop+bank',
  ]);
  expect(rights({ watchedNamespaces }, ResourceScope.CLUSTER)[0]).toBe('cache.example.com/caches get,list,watch everywhere');
});

test('who elects a leader does so at home, with one Lease', () => {
  expect(rights({ lease: 'cache-operator' }).slice(2)).toEqual([
    'coordination.k8s.io/leases create at home',
    'coordination.k8s.io/leases(cache-operator) get,update at home',
  ]);
});

test('who leads is told by an Event beside the Lease, which is at home', () => {
  const events = (watchedNamespaces?: string[]) => rights({ lease: 'cache-operator', emitsEvents: true, watchedNamespaces }).filter((each) => each.startsWith('/events'));
  expect(events(['shop'])).toEqual(['/events create,patch shop+operators']);
  expect(events(['operators', 'shop'])).toEqual(['/events create,patch operators+shop']);
  expect(events()).toEqual(['/events create,patch everywhere']);
});

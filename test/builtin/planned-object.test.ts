import { ApiObject, App, Chart, Lazy, ResolutionContext } from 'cdk8s';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { PlannedObject } from '../../src/builtin/planned-object';
import * as plans from '../fixtures/plans';

/** What cdk8s itself would write. */
function slow(planned: PlannedObject): any {
  return ApiObject.prototype.toJson.call(planned);
}

test.each(Object.entries(plans))('what is written of %s is what cdk8s would write', (_, plan) => {
  const workload = new BuiltinWorkload(new Chart(new App(), 'chart'), plan());
  for (const planned of workload.objects) expect(JSON.stringify(planned.toJson())).toBe(JSON.stringify(slow(planned)));
});

function object(spec: any, app = new App()): PlannedObject {
  return new PlannedObject(new Chart(app, 'chart'), 'object', { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'thing', namespace: 'here' }, spec });
}

test.each([
  ['empty maps and lists', { b: {}, a: [] }],
  ['nothing in a list', { list: [1, undefined, null, { a: undefined }] }],
  ['nothing in a map', { a: null, b: undefined, c: false, d: 0, e: '' }],
  ['what comes late', { list: Lazy.any({ produce: () => [{ b: 1, a: Lazy.any({ produce: () => 'x' }) }] }), gone: Lazy.any({ produce: () => undefined }) }],
  ['a token', { a: { resolve: () => 'resolved' } }],
])('%s are written as by cdk8s', (_, spec) => {
  expect(JSON.stringify(object(spec).toJson())).toBe(JSON.stringify(slow(object(spec))));
});

test('what can not be written is refused as by cdk8s', () => {
  expect(() => object({ when: new Date(0) }).toJson()).toThrow("can't render non-simple object of type 'Date'");
});

test("a user's resolvers see every value", () => {
  const app = new App({
    resolvers: [{
      resolve: (context: ResolutionContext) => {
        if (context.value === 'old') context.replaceValue('new');
      },
    }],
  });
  expect(object({ a: 'old' }, app).toJson().spec).toEqual({ a: 'new' });
});

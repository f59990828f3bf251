import { indexLast, nameless } from '../../../conformance/training/broken';
import { declare, DISTRIBUTED, MULTI_WORKER } from '../../../conformance/training/declared';

const kinds = (objects: readonly { kind: string }[]) => objects.map(({ kind }) => kind).sort();
const environment = (objects: ReturnType<typeof declare>) => objects.find(({ kind }) => kind === 'Job')!.spec.template.spec.containers[0].env as { name: string }[];

test('with the index last, the same variables are there in another order', () => {
  const whole = environment(declare(MULTI_WORKER)), broken = environment(indexLast(declare(MULTI_WORKER)));
  expect(whole[0].name).toBe('JOB_COMPLETION_INDEX');
  expect(broken).toEqual([...whole.slice(1), whole[0]]);
});

test('without names, only the Service is missing', () => {
  expect(kinds([...nameless(declare(DISTRIBUTED)), { kind: 'Service' }])).toEqual(kinds(declare(DISTRIBUTED)));
});

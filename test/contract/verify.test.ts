import { copies, member, plan } from './plans';
import { verify } from '../../src/contract/verify';

const nothingDurable = { components: [member({ volumes: [] })] };

test('a broken rule names the path, the rule, what was got, what was expected, the change and how to accept it', () => {
  expect(verify(plan(nothingDurable), 'orders/store').errors).toEqual([
    'orders/store: storage/durable: got component node: holds state, and no volume outlives its pod, expected a durable volume or more; '
    + 'use persistent storage, or set keepsAcknowledgedWrites: false, or accept it: Risk.accept(Rule.STORAGE_DURABLE, \'why\')',
  ]);
});

test('an accepted risk silences its rule and no other', () => {
  const broken = plan({ components: [member({ volumes: [], gate: undefined })], acceptedRisks: [{ rule: 'storage/durable', reason: 'rebuilt from the log' }] });
  const { errors, warnings } = verify(broken, 'orders/store');
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('update/serial');
  expect(warnings).toEqual([]);
});

test('an accepted risk that is not needed is a warning', () => {
  const { errors, warnings } = verify(plan({ acceptedRisks: [{ rule: 'storage/durable', reason: 'rebuilt from the log' }] }), 'orders/store');
  expect(errors).toEqual([]);
  expect(warnings).toEqual([
    "orders/store: acceptedRisks: got 'storage/durable', expected a rule that is broken here, and this one is kept; "
    + 'remove it, unless the same program needs it elsewhere',
  ]);
});

test('an accepted risk that names no rule is an error that names the nearest', () => {
  const { errors } = verify(plan({ ...nothingDurable, acceptedRisks: [{ rule: 'storage/durabel', reason: 'rebuilt from the log' }] }), 'orders/store');
  expect(errors[0]).toBe("orders/store: acceptedRisks: got 'storage/durabel', expected the id of a rule; did you mean Rule.STORAGE_DURABLE, 'storage/durable'?");
  expect(errors[1]).toContain('storage/durable: got');
});

test('a rule of one\'s own is run, named and accepted like any other', () => {
  const own = { id: 'shop/two-copies', proves: '', source: '', check: () => [{ got: '3', expected: '2', change: 'take one away' }] };
  expect(verify(plan(), 'orders/store', [own]).errors).toEqual([
    "orders/store: shop/two-copies: got 3, expected 2; take one away, or accept it: Risk.accept(Rule.of('shop/two-copies'), 'why')",
  ]);
  expect(verify(plan({ acceptedRisks: [{ rule: 'shop/two-copies', reason: 'three are fine' }] }), 'orders/store', [own])).toEqual({ errors: [], warnings: [] });
});

test('a plan that names a component it lacks is refused before any rule counts pods', () => {
  expect(verify(plan({ groups: [copies({ components: ['nodes'] })] }), 'orders/store').errors).toEqual([
    "orders/store: group data: got component 'nodes', expected one of node; mend the plan: it has no component 'nodes'",
  ]);
});

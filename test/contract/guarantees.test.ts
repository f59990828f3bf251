import { Duration } from 'cdk8s';
import { resolveGuarantees } from '../../src/contract/guarantees';
import { Failure } from '../../src/plan';

test('nothing said means: a node, no write lost, maintenance unseen', () => {
  const defaults = { survives: Failure.NODE, keepsAcknowledgedWrites: true, servesDuringMaintenance: true };
  expect(resolveGuarantees()).toEqual(defaults);
  expect(resolveGuarantees({})).toEqual(defaults);
});

test('what is said stays as it is', () => {
  expect(resolveGuarantees({ survives: Failure.NONE, keepsAcknowledgedWrites: false, servesDuringMaintenance: false }))
    .toEqual({ survives: Failure.NONE, keepsAcknowledgedWrites: false, servesDuringMaintenance: false });
});

test('promises for a disaster become whole seconds, rounded to the stronger side', () => {
  const promise = resolveGuarantees({ recoveryPoint: Duration.millis(1500), recoveryTime: Duration.hours(1) });
  expect(promise.recoveryPointSeconds).toBe(1);
  expect(promise.recoveryTimeSeconds).toBe(3600);
});

import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { Declaration, declare, platforms } from './declarations';
import { broken, placements } from './failures';
import { Failure } from '../../src';

/**
 * Whatever passes without an accepted risk keeps what it promised, wherever the scheduler may put it and whichever
 * node or zone is lost.
 */

const few = (least: number, most: number) => fc.integer({ min: least, max: most });
const copies = fc.constantFrom('2', '3', '4', '4', '5');

const promising = (survives: Failure): fc.Arbitrary<Declaration> => fc.record({
  id: fc.constant('events'),
  namespace: fc.constant('orders'),
  version: fc.constant('4.3.1'),
  replicas: fc.oneof(fc.constantFrom(3, 4, 6, 9), few(1, 9)),
  controllers: fc.oneof(fc.constantFrom(3, 5, 7), few(1, 9)),
  combined: fc.constant(false),
  survives: fc.constant(survives),
  keepsAcknowledgedWrites: fc.boolean(),
  servesDuringMaintenance: fc.boolean(),
  platform: platforms.map((told) => ({ ...told, drainSeconds: undefined })),
  storage: fc.constant({ durable: true, kib: 1024 * 1024 }),
  config: fc.oneof(fc.constant({}), fc.dictionary(
    fc.constantFrom('default.replication.factor', 'min.insync.replicas', 'offsets.topic.replication.factor', 'transaction.state.log.min.isr'), copies, { maxKeys: 2 })),
  topics: fc.array(fc.record({
    name: fc.constant('orders'),
    partitions: few(1, 9),
    replicationFactor: fc.option(few(2, 5), { nil: undefined }),
    config: fc.oneof(fc.constant({}), fc.record({ 'min.insync.replicas': copies })),
  }), { maxLength: 1 }),
}, { requiredKeys: ['id', 'namespace', 'version', 'replicas', 'storage', 'survives'] });

function synthesized(told: Declaration): any[] | undefined {
  try {
    return Testing.synth(declare(told));
  } catch {
    return undefined; // refused: that the error is clear is another property
  }
}

test.each<[Failure, 'node' | 'zone']>([[Failure.NODE, 'node'], [Failure.ZONE, 'zone']])('what survives a %s does, wherever its pods stand', (survives, loses) => {
  let passed = 0;
  fc.assert(fc.property(promising(survives), (told) => {
    const objects = synthesized(told);
    if (!objects) return;
    passed++;
    expect(broken(objects, {
      loses,
      keepsAcknowledgedWrites: told.keepsAcknowledgedWrites ?? true,
      servesDuringMaintenance: told.servesDuringMaintenance ?? true,
    })).toEqual([]);
  }), { numRuns: 120 });
  expect(passed).toBeGreaterThan(5);
});

test('the placements are all that there are', () => {
  expect(placements(3, 3, 3)).toEqual([[3, 0, 0], [2, 1, 0], [1, 1, 1]]);
  expect(placements(4, 3, 2)).toEqual([[2, 2, 0], [2, 1, 1]]);
  expect(placements(3, 2, 1)).toEqual([]);
});

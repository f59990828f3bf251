import { Size } from 'cdk8s';
import { ClaimAccess } from '../../src/plan';
import { SharedVolume } from '../../src/store';

test('one that exists is for many nodes unless told', () => {
  expect(SharedVolume.existing('datasets').toRequest()).toEqual({ volume: { claimName: 'datasets', access: 'many-nodes' } });
  expect(SharedVolume.existing('disk', { access: ClaimAccess.ONE_NODE }).toRequest().volume?.access).toBe('one-node');
});

test('one that is made has a size', () => {
  expect(SharedVolume.create(Size.gibibytes(2), { storageClass: 'azurefile-csi-premium' }).toRequest()).toEqual({
    volume: { access: 'many-nodes', bytes: 2 * 2 ** 30, storageClass: 'azurefile-csi-premium' },
  });
});

test.each<[string, () => unknown, string]>([
  ['a claim with capitals', () => SharedVolume.existing('Data'), "SharedVolume.existing: claimName: got 'Data'"],
  ['a claim without a name', () => SharedVolume.existing(undefined as any), 'claimName: got nothing'],
  ['an access of Kubernetes', () => SharedVolume.existing('data', { access: 'ReadWriteMany' as any }), "access: got 'ReadWriteMany', expected ClaimAccess.ONE_NODE, MANY_NODES or MANY_READERS"],
  ['a size of nothing', () => SharedVolume.create(Size.kibibytes(0)), 'SharedVolume.create: size: got 0 bytes, expected 1 MiB or more'],
  ['a size that is a number', () => SharedVolume.create(5 as any), 'SharedVolume.create: size: got 5, expected a value such as Size.gibibytes(100)'],
  ['a class with a blank', () => SharedVolume.create(Size.gibibytes(1), { storageClass: 'azure files' }), "storageClass: got 'azure files'"],
])('refused: %s', (_, act, text) => {
  expect(act).toThrow(text);
});

import { KNOWN_HEALTH } from '../../src/gitops/known-health';

test('each kind is known once', () => {
  const kinds = KNOWN_HEALTH.map(({ group, kind }) => `${group}/${kind}`);
  expect(kinds.length).toBeGreaterThan(30);
  expect(new Set(kinds).size).toBe(kinds.length);
});

test('each kind is ready by something', () => {
  expect(KNOWN_HEALTH.filter(({ ready }) => ready.length === 0)).toEqual([]);
});

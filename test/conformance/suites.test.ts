import { SUITES } from '../../conformance/suites';

test.each(SUITES.filter((suite) => suite.long).map((suite) => suite.name))('%s may be left out while proven, so its proof is one of manifests', (name) => {
  const { worlds, declared } = SUITES.find((suite) => suite.name === name)!;
  expect([...worlds, ...declared?.() ?? []]).not.toEqual([]);
});

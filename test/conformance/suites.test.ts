import { SUITES } from '../../conformance/suites';

test.each(SUITES.filter((suite) => suite.long).map((suite) => suite.name))('%s may be left out while proven, so its proof is one of manifests', (name) => {
  expect(SUITES.find((suite) => suite.name === name)!.worlds).not.toEqual([]);
});

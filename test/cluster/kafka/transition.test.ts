import { kafkaTransition } from '../../../src/cluster/kafka/transition';
import { TRANSITIONS } from '../../../src/cluster/transitions';

const software = (text: string) => {
  const [version, stateVersion] = text.split(' ');
  return { version, stateVersion };
};

test('is found by the name of the system', () => {
  expect(TRANSITIONS.kafka).toBe(kafkaTransition);
});

test.each([
  ['a patch', '4.3.0 4.3', '4.3.1 4.3'],
  ['a minor of the binaries', '4.2.0 4.2', '4.3.1 4.2'],
  ['minors skipped, as far as that is documented', '4.0.0 4.0', '4.3.1 4.0'],
  ['the minor after the last that is documented', '4.3.1 4.3', '4.4.0 4.3'],
  ['from one that is not documented to the next', '4.5.0 4.4', '4.6.0 4.4'],
  ['from KRaft of 3.3', '3.3.2 3.3', '4.3.1 3.3'],
  ['the metadata afterwards', '4.3.1 4.2', '4.3.1 4.3'],
  ['the metadata in a part of the way', '4.4.0 4.2', '4.4.0 4.3'],
  ['the binaries back, as far as the metadata', '4.3.1 4.2', '4.2.0 4.2'],
  ['a patch back, where nothing is said of metadata', '4.3.1', '4.3.0'],
  ['nothing', '4.3.1 4.3', '4.3.1 4.3'],
])('%s is a step: %s -> %s', (_, from, to) => {
  expect(kafkaTransition(software(from), software(to))).toEqual([]);
});

test.each([
  ['both at once', '4.2.0 4.2', '4.3.1 4.3', 'the binaries first', "write metadataVersion: '4.2' beside the new version"],
  ['a patch and the metadata at once', '4.3.0 4.2', '4.3.1 4.3', 'the binaries first', 'later change'],
  ['metadata beyond the binaries', '4.3.1 4.3', '4.3.1 4.4', 'at most the version of the binaries', 'raise version first'],
  ['metadata back', '4.3.1 4.3', '4.3.1 4.2', '4.3 or later', "write metadataVersion: '4.3'"],
  ['binaries back below the metadata', '4.3.1 4.3', '4.2.0 4.3', "4.3 or later: older binaries can't join it", 'keep version 4.3.1'],
  ['both back', '4.3.1 4.3', '4.2.0 4.2', "4.3 or later: older binaries can't join it", 'keep version 4.3.1'],
  ['a minor back, where nothing is said of metadata', '4.3.1', '4.2.0', '4.3 or later', 'keep version 4.3.1'],
  ['from before 3.3', '3.2.3 3.2', '4.3.1 3.2', '3.3 or later before the step to 4.x', 'raise it to 3.9 first'],
  ['from metadata of before 3.3', '3.9.1 3.2', '4.3.1 3.2', 'metadata of 3.3 or later before the step to 4.x', 'raise metadataVersion first'],
  ['minors skipped beyond what is documented', '4.3.1 4.3', '4.5.0 4.3', 'one minor after the other beyond 4.3', 'raise it to 4.4 first'],
  ['minors skipped across what is documented', '4.2.0 4.2', '4.4.0 4.2', 'one minor after the other beyond 4.3', 'raise it to 4.3 first'],
  ['a major version skipped over minors', '3.9.1 3.9', '4.4.0 3.9', 'one minor after the other beyond 4.3', 'raise it to 4.3 first'],
  ['to a major version that nobody here knows', '4.3.1 4.3', '5.0.0 4.3', 'a version of 4.x', 'read the upgrade notes'],
  ['what is no version', '4.3.1 4.3', 'latest 4.3', 'versions such as 4.3.1', 'released versions'],
])('%s is objected to: %s -> %s', (_, from, to, expected, change) => {
  const objections = kafkaTransition(software(from), software(to));
  expect(objections).toHaveLength(1);
  expect(objections[0].expected).toContain(expected);
  expect(objections[0].change).toContain(change);
});

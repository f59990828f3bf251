import { kubernetesMinor } from '../../src/platform/kubernetes-version';

describe('a Kubernetes version', () => {
  test.each([
    ['1.27', 27],
    ['1.34', 34],
    ['v1.34', 34],
    ['1.34.2', 34],
    ['v1.34.2', 34],
    ['1.34.2-gke.1500', 34],
    ['v1.34.1-eks-abc1234', 34],
    ['v1.30.5+k3s1', 30],
  ])('%s is read as its minor', (version, minor) => {
    expect(kubernetesMinor(version, 'here')).toBe(minor);
  });

  test.each([['1.36', 36], ['1.37', 37], ['1.52.0', 52]])('%s is newer than anything known, and accepted', (version, minor) => {
    expect(kubernetesMinor(version, 'here')).toBe(minor);
  });

  test.each(['', '1', '34', '2.0', '1.x', '1.34.', '1.340', 'latest', ' 1.34'])('%j is not one', (version) => {
    expect(() => kubernetesMinor(version, 'here')).toThrow(
      `here: kubernetesVersion: got '${version}', expected a version of Kubernetes, major and minor; write kubernetesVersion: '1.34'`);
  });

  test('1.26 is too old', () => {
    expect(() => kubernetesMinor('1.26', 'here')).toThrow(
      "here: kubernetesVersion: got '1.26', expected 1.27 or later; upgrade the cluster to 1.27 or later");
  });

  test('1.3 was 1.30 before it went through a number', () => {
    expect(() => kubernetesMinor('1.3', 'here')).toThrow("write kubernetesVersion: '1.30' if a zero was lost");
  });
});

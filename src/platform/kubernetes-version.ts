import { refuse } from '../contract/message';

/**
 * The lowest Kubernetes minor that the library renders for, and the default:
 * cdk8s-plus-27, whose constructs are used, is made for 1.27.
 */
export const LOWEST_MINOR = 27;

/**
 * The minor of a Kubernetes version: 34 for `1.34`, `v1.34`, `1.34.2` or `1.34.2-gke.1500`.
 *
 * There is no upper end: a cluster is upgraded before a library hears of it, and an object for an older
 * version is also one for a newer version.
 *
 * @param path who asks, for the message
 */
export function kubernetesMinor(version: string, path: string): number {
  const told = /^v?1\.(\d{1,2})(\.\d+)?([-+][0-9A-Za-z.+-]+)?$/.exec(version);
  if (!told) {
    refuse({
      path,
      what: 'kubernetesVersion',
      got: `'${version}'`,
      expected: 'a version of Kubernetes, major and minor',
      change: "write kubernetesVersion: '1.34'",
    });
  }
  const minor = Number(told[1]);
  if (minor < LOWEST_MINOR) {
    refuse({
      path,
      what: 'kubernetesVersion',
      got: `'${version}'`,
      expected: `1.${LOWEST_MINOR} or later`,
      change: /^[3-9]$/.test(told[1])
        ? `write kubernetesVersion: '1.${told[1]}0' if a zero was lost`
        : `upgrade the cluster to 1.${LOWEST_MINOR} or later`,
    });
  }
  return minor;
}

import { refuse } from '../contract/message';

/*
 * What Kubernetes calls "restricted" (Pod Security Standards), and a read-only root file system.
 */

/** For the pod: every process runs as this user, and volumes are given to its group. */
export function podSecurity(path: string, part: string, user: number): any {
  if (!Number.isInteger(user) || user < 1) {
    refuse({ path, what: `user of ${part}`, got: String(user), expected: 'a number of 1 or more', change: "set the image's own user, never root" });
  }
  return {
    fsGroup: user,
    // without it the kubelet walks over every file of the volume at each start
    fsGroupChangePolicy: 'OnRootMismatch',
    runAsGroup: user,
    runAsNonRoot: true,
    runAsUser: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** For each container. */
export function containerSecurity(): any {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  };
}

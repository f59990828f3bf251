/*
 * A token for the Kubernetes API, for one container rather than for every container of the pod:
 * the pod mounts none by itself, and only a container that asks gets this volume.
 */

const VOLUME = 'api';
const DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The volume: what Kubernetes itself would mount, at the place where every client library looks. */
export function apiAccessVolume(): any {
  return {
    name: VOLUME,
    projected: {
      // 0440: readable for the pod's group only
      defaultMode: 0o440,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  };
}

export function apiAccessMount(): any {
  return { name: VOLUME, mountPath: DIRECTORY, readOnly: true };
}

/**
 * The cluster's authority as the only one that OpenSSL and Alpine's wget trust: for containers that run our own
 * scripts, which talk to the API server and to nobody else.
 */
export function apiAuthorityMount(): any {
  return { name: VOLUME, mountPath: '/etc/ssl/cert.pem', subPath: 'ca.crt', readOnly: true };
}

import { RuleDefinition } from './rule-definition';
import { Credentials } from '../../plan';
import { clientEndpoints } from '../groups';

export const SECURITY_AUTHENTICATED: RuleDefinition = {
  id: 'security/authenticated',
  proves: 'Clients prove who they are at every endpoint, whatever is guaranteed: a network policy is not an identity.',
  source: 'Kafka, Security Overview: https://kafka.apache.org/42/security/security-overview/; '
    + 'Kubernetes, Network Policies, "What you can\'t do with network policies": '
    + 'https://kubernetes.io/docs/concepts/services-networking/network-policies/ (they work on addresses and ports)',
  check: (plan) => clientEndpoints(plan).filter((endpoint) => endpoint.credentials === Credentials.NONE).map((endpoint) => ({
    got: `endpoint ${endpoint.name}: clients without credentials`,
    expected: 'a certificate or a password',
    change: `ask for credentials at ${endpoint.name}`,
  })),
};

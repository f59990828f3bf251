import { RuleDefinition } from './rule-definition';
import { clientEndpoints } from '../groups';

export const SECURITY_ENCRYPTED: RuleDefinition = {
  id: 'security/encrypted',
  proves: 'Clients connect over TLS at every endpoint, whatever is guaranteed.',
  source: 'NSA and CISA, Kubernetes Hardening Guide, Network separation and hardening: '
    + 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
  check: (plan) => clientEndpoints(plan).filter((endpoint) => !endpoint.encrypted).map((endpoint) => ({
    got: `endpoint ${endpoint.name}: plaintext`,
    expected: 'TLS',
    change: `encrypt ${endpoint.name}`,
  })),
};

import { Construct } from 'constructs';
import { DRAIN_CLEANER } from './release';
import { refuse } from '../../../contract/message';
import { podValues, pullSecrets, unlessEmpty } from '../../helm';
import { Asked, Installation } from '../../installation';
import { IInstalledOperator } from '../../installed-operator';
import { InstalledOperatorProps } from '../../operator-props';
import { apart } from '../../vendor/controller';

/** The Drain Cleaner, in the way in which its operator is installed: in its namespace, from its registry, with as many pods. */
export function installDrainCleaner(
  operator: Construct, version: string, asOperator: InstalledOperatorProps, certManager: IInstalledOperator | undefined,
): Installation {
  const { install, namespaceName, platform, replicas, imageRegistry, pods } = asOperator;
  const { environment: _, ...placement } = pods ?? {};
  const props = { version, install, namespaceName, platform, replicas, imageRegistry, pods: placement };
  return new Installation(new Construct(operator, `${operator.node.id}-drain-cleaner`), DRAIN_CLEANER, props, (asked) => ({
    watched: 'all',
    environment: {},
    controllers: { [DRAIN_CLEANER.controllers[0].name]: { replicas: asked.replicas } },
    values: () => values(asked, props),
  }), certManager);
}

/** As values of its chart: helm-charts/helm3/strimzi-drain-cleaner/values.yaml at the tag 1.6.0. */
function values(asked: Asked, { imageRegistry, pods }: InstalledOperatorProps): Record<string, any> {
  const several = asked.replicas !== undefined && asked.replicas > 1;
  const { priorityClassName, ...placement } = podValues(asked.path, pods);
  if (priorityClassName !== undefined) {
    refuse({ path: asked.path, what: 'pods.priorityClass', got: `'${priorityClassName}'`, expected: 'none: the chart of the Drain Cleaner takes none', change: 'leave it away, or use OperatorInstall.vendored()' });
  }
  return {
    namespace: { create: false, name: asked.namespaceName },
    // else the chart writes an authority that is none, and cert-manager another
    secret: { ca_bundle: '' },
    ...asked.replicas === undefined ? {} : { replicaCount: asked.replicas },
    ...several ? { podDisruptionBudget: { create: true, minAvailable: asked.replicas! - 1 }, topologySpreadConstraints: apart({ app: 'strimzi-drain-cleaner' }, asked.site) } : {},
    ...unlessEmpty('image', { ...imageRegistry === undefined ? {} : { registry: imageRegistry }, ...pullSecrets(pods) }),
    ...placement,
    ...unlessEmpty('podLabels', pods?.labels),
    ...unlessEmpty('podAnnotations', pods?.annotations),
  };
}

import { Duration } from 'cdk8s';
import { refuse } from '../contract/message';

/**
 * How long certificates are valid.
 *
 * A process reads its certificate when it starts. Renewal changes the Secret, not the running process: what isn't
 * restarted for the whole of `renewBefore` runs into the end of the certificate that it holds. Members may restart
 * themselves in time, as those of Kafka do; clients are restarted by whoever runs them.
 */
export interface CertificateLifetime {
  /**
   * From the signature to the end. An hour or more, in whole minutes.
   *
   * @default - 2 years
   */
  readonly validFor?: Duration;

  /**
   * How long before the end the next one is signed: what a certificate has left, at the least, when a process starts.
   * 5 minutes or more, in whole minutes, and less than `validFor`.
   *
   * @default - 14 months (425 days): as long as a Kubernetes minor is maintained, after which every node, and so
   * every pod, has been replaced. Half of `validFor` where that is told.
   */
  readonly renewBefore?: Duration;
}

/** A lifetime that cert-manager takes, in minutes. */
export interface Lifetime {
  readonly valid: number;
  readonly renewBefore: number;
}

const HOUR = 60;

/** Ten years, in minutes. */
export const CA_VALID = 10 * 365 * 24 * HOUR;

const DEFAULT: Lifetime = {
  valid: 2 * 365 * 24 * HOUR,
  // 12 months of support and two of maintenance: https://kubernetes.io/releases/patch-releases/#support-period
  renewBefore: 425 * 24 * HOUR,
};

/** Fills in what isn't told, and refuses what cert-manager's webhook would. */
export function lifetime(told: CertificateLifetime, path: string): Lifetime {
  // The limits: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec
  const valid = told.validFor === undefined ? DEFAULT.valid : minutes('validFor', told.validFor, HOUR, path);
  const renewBefore = told.renewBefore !== undefined ? minutes('renewBefore', told.renewBefore, 5, path)
    : told.validFor !== undefined ? Math.floor(valid / 2) : DEFAULT.renewBefore;
  if (renewBefore >= valid) {
    refuse({
      path,
      what: 'renewBefore',
      got: `${renewBefore} minutes`,
      expected: `less than the ${valid} minutes of validFor`,
      change: 'shorten renewBefore, or lengthen validFor',
    });
  }
  return { valid, renewBefore };
}

function minutes(what: string, duration: Duration, least: number, path: string): number {
  const count = duration.toMinutes({ integral: false });
  if (!Number.isInteger(count) || count < least) {
    refuse({
      path,
      what,
      got: `${count} minutes`,
      expected: `whole minutes, ${least} or more`,
      change: `write ${what}: Duration.days(${what === 'validFor' ? 730 : 425})`,
    });
  }
  return count;
}

/** As manifests write it: `17520h`. */
export function written(count: number): string {
  return count % HOUR === 0 ? `${count / HOUR}h` : `${count}m`;
}

/**
 * What a member must know before it starts, and can't find out by itself.
 * The mechanism leaves the answers as files in a folder: `zone` and `founder`, one word each.
 */
export interface PreparePlan {
  /**
   * Tell the member the zone of its node; any other value than these stops it.
   * @default - the zone is not told
   */
  readonly zones?: string[];
  /**
   * Tell the member whether it is the one that founds the system: the first ordinal hears
   * `yes` once in the life of the workload, everybody else and ever after hears `no`.
   * The name of the durable volume on which the member keeps that answer.
   * @default - nobody founds
   */
  readonly founderVolume?: string;
  /**
   * An image with bash and a wget that verifies certificates, for asking the API server.
   * @default - the component's own image
   */
  readonly image?: string;
}

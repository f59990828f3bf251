import { argoCd } from './argo-cd';
import { ArgoCdOptions } from './argo-cd-options';
import { Delivery } from './delivery';
import { flux } from './flux';
import { FluxOptions } from './flux-options';

/**
 * What brings committed manifests into the cluster.
 */
export class GitOpsTool {
  /**
   * Argo CD 3.2 or later: an Application for each chart. It tries again until what an Application needs is there.
   * @throws if an option isn't one that Argo CD can take
   */
  public static argoCd(options: ArgoCdOptions): GitOpsTool {
    return new GitOpsTool(argoCd(options ?? {}));
  }

  /**
   * Flux 2.5 or later: a Kustomization for each chart, which waits for those before it. Needs
   * `new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })`.
   * @throws if an option isn't one that Flux can take
   */
  public static flux(options: FluxOptions = {}): GitOpsTool {
    return new GitOpsTool(flux(options));
  }

  private constructor(
    /** @internal */
    public readonly _delivery: Delivery,
  ) {}
}

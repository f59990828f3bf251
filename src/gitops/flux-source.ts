import { checkedName } from './names';

/**
 * What Flux takes manifests from: a source that is there already.
 */
export class FluxSource {
  /**
   * A Git repository.
   * @param name of the GitRepository
   * @param namespaceName its namespace; that of the Kustomizations unless told
   * @throws if a name isn't one that an object can have
   */
  public static gitRepository(name: string, namespaceName?: string): FluxSource {
    return FluxSource.of('GitRepository', name, namespaceName);
  }

  /**
   * An image in a registry, made by `flux push artifact`.
   * @param name of the OCIRepository
   * @param namespaceName its namespace; that of the Kustomizations unless told
   * @throws if a name isn't one that an object can have
   */
  public static ociRepository(name: string, namespaceName?: string): FluxSource {
    return FluxSource.of('OCIRepository', name, namespaceName);
  }

  /**
   * A bucket of an object store.
   * @param name of the Bucket
   * @param namespaceName its namespace; that of the Kustomizations unless told
   * @throws if a name isn't one that an object can have
   */
  public static bucket(name: string, namespaceName?: string): FluxSource {
    return FluxSource.of('Bucket', name, namespaceName);
  }

  private static of(kind: string, name: string, namespaceName?: string): FluxSource {
    checkedName('FluxSource', 'name', name);
    if (namespaceName !== undefined) checkedName('FluxSource', 'namespaceName', namespaceName);
    return new FluxSource(kind, name, namespaceName);
  }

  private constructor(
    /** @internal */
    public readonly _kind: string,
    /** @internal */
    public readonly _name: string,
    /** @internal */
    public readonly _namespaceName?: string,
  ) {}
}

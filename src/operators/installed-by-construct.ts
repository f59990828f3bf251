import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkKubernetes, checkWatches, InCharge, namesOf } from './in-charge';
import { Asked, Choices, Installation } from './installation';
import { IInstalledOperator } from './installed-operator';
import { InstalledOperatorProps } from './operator-props';
import { CatalogueEntry } from './vendor/entry';

/**
 * An operator that a construct installs.
 */
export abstract class InstalledOperator extends Construct implements IInstalledOperator {
  private installation?: Installation;

  /** Its name in the catalogue. */
  public get operatorName(): string {
    return this._inCharge.entry.name;
  }

  /** Its version, three numbers. */
  public get version(): string {
    return this._inCharge.version;
  }

  /** The namespace that it runs in. */
  public get namespaceName(): string {
    return this._inCharge.namespaceName;
  }

  /**
   * The namespaces that it watches.
   * @default - all
   */
  public get watchedNamespaces(): string[] | undefined {
    return namesOf(this._inCharge);
  }

  /** Its CustomResourceDefinitions. None where a tool in the cluster brings them. */
  public get definitions(): ApiObject[] {
    return [...this.installation!.definitions];
  }

  public checkWatches(path: string, namespaceName: string): void {
    checkWatches(path, namespaceName, this._inCharge);
  }

  public checkKubernetes(path: string, minor: number): void {
    checkKubernetes(path, minor, this._inCharge);
  }

  /**
   * One of the objects, for patching. A patched object is marked.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    return this.installation!.object(this.node.path, kind, name);
  }

  /** @internal */
  public get _inCharge(): InCharge {
    return this.installation!.inCharge;
  }

  /** @internal */
  protected _install(
    entry: CatalogueEntry, props: InstalledOperatorProps, choose: (asked: Asked) => Choices, certManager?: IInstalledOperator,
  ): void {
    this.installation = new Installation(this, entry, props, choose, certManager);
  }
}

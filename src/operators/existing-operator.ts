import { checkedVersion, checkKubernetes, checkWatches, InCharge, namesOf, unproven } from './in-charge';
import { IInstalledOperator } from './installed-operator';
import { CatalogueEntry } from './vendor/entry';
import { Watched } from './vendor/watched';
import { checkedNamespace } from './watches';

/** What is told of an operator that somebody else installs, checked. */
export function existing(path: string, entry: CatalogueEntry, version: string, namespaceName: string, watched: Watched): InCharge {
  const known = checkedVersion(path, entry, version);
  unproven(path, entry, known);
  return { entry, version: known, namespaceName: checkedNamespace(path, 'namespaceName', namespaceName), watched };
}

/** An operator that somebody else installs. */
export class ExistingOperator implements IInstalledOperator {
  public readonly operatorName: string;
  public readonly version: string;
  public readonly namespaceName: string;
  public readonly watchedNamespaces?: string[];

  constructor(private readonly inCharge: InCharge) {
    this.operatorName = inCharge.entry.name;
    this.version = inCharge.version;
    this.namespaceName = inCharge.namespaceName;
    this.watchedNamespaces = namesOf(inCharge);
  }

  public checkWatches(path: string, namespaceName: string): void {
    checkWatches(path, namespaceName, this.inCharge);
  }

  public checkKubernetes(path: string, minor: number): void {
    checkKubernetes(path, minor, this.inCharge);
  }
}

import { Chart, Duration } from 'cdk8s';
import { VENDOR_FOLDER } from './vendor/arguments';
import { checkedNamespace } from './watches';
import { refuse } from '../contract/message';

/**
 * Options of a vendored release.
 */
export interface VendoredInstallOptions {
  /**
   * The folder with the lock, from where the program runs.
   * @default 'vendor'
   */
  readonly folder?: string;
  /**
   * The chart that gets the CustomResourceDefinitions, so that they can be applied before everything else and pruned never.
   * @default - the chart of the operator
   */
  readonly definitionsIn?: Chart;
}

/**
 * Options of an installation by Argo CD.
 */
export interface ArgoCdInstallOptions {
  /**
   * The namespace of Argo CD, which gets the Application.
   * @default 'argocd'
   */
  readonly namespaceName?: string;
  /**
   * The project of the Application.
   * @default 'default'
   */
  readonly project?: string;
}

/**
 * Options of an installation by Flux.
 */
export interface FluxInstallOptions {
  /**
   * How often Flux looks whether everything is as it should be. Whole seconds, 60 or more.
   * @default Duration.minutes(10)
   */
  readonly every?: Duration;
}

/** @internal */
export interface InstallWay {
  readonly vendored?: { readonly folder: string; readonly definitionsIn?: Chart };
  readonly argoCd?: { readonly namespaceName: string; readonly project: string };
  readonly flux?: { readonly everySeconds: number };
}

/**
 * How an operator comes into the cluster.
 */
export class OperatorInstall {
  /**
   * From a release that `npx cdk8s-data vendor <operator>@<version>` put into the repository: every object is in the output, to be
   * read before it is applied. Synthesis reads the lock and the files, and nothing else; a changed byte is an error.
   */
  public static vendored(options: VendoredInstallOptions = {}): OperatorInstall {
    const { folder = VENDOR_FOLDER, definitionsIn } = options;
    if (folder === '') refuse({ path: 'OperatorInstall.vendored', what: 'folder', got: 'an empty one', expected: 'a folder of the repository', change: "write folder: 'vendor'" });
    return new OperatorInstall({ vendored: { folder, definitionsIn } });
  }

  /**
   * From the project's Helm chart, rendered in the cluster by Argo CD 3.1 or later: an `Application`. What it applies is not in the output. The
   * Application prunes nothing and has no finalizer: when it goes, the operator and its definitions stay.
   *
   * @throws if a name isn't one
   */
  public static argoCd(options: ArgoCdInstallOptions = {}): OperatorInstall {
    const path = 'OperatorInstall.argoCd';
    const { namespaceName = 'argocd', project = 'default' } = options;
    checkedNamespace(path, 'namespaceName', namespaceName);
    if (typeof project !== 'string' || !/^\S+$/.test(project)) {
      refuse({ path, what: 'project', got: `'${project}'`, expected: 'the name of a project of Argo CD', change: "write project: 'default', or leave it away" });
    }
    return new OperatorInstall({ argoCd: { namespaceName, project } });
  }

  /**
   * From the project's Helm chart, installed by Flux 2.6 or later: a `HelmRelease` and the source of its chart, in the operator's namespace. What
   * it installs is not in the output. Definitions are created and replaced with the chart's, and stay when the release goes.
   *
   * @throws if `every` isn't whole seconds, 60 or more
   */
  public static flux(options: FluxInstallOptions = {}): OperatorInstall {
    const everySeconds = (options.every ?? Duration.minutes(10)).toSeconds({ integral: false });
    if (!Number.isInteger(everySeconds) || everySeconds < 60) {
      refuse({ path: 'OperatorInstall.flux', what: 'every', got: `${everySeconds} seconds`, expected: 'whole seconds, 60 or more', change: 'write every: Duration.minutes(10)' });
    }
    return new OperatorInstall({ flux: { everySeconds } });
  }

  private constructor(
    /** @internal */
    public readonly _way: InstallWay,
  ) {}
}

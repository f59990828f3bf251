import { App, Chart, Names, YamlOutputType } from 'cdk8s';
import { Delivery } from './delivery';
import { refuse } from '../contract/message';

/** Where a chart's manifests are in the repository. */
export interface Files {
  readonly folder: string;
  /** The one file in it that is the chart's; all of them where there is none. */
  readonly file?: string;
}

/** Where `app.synth` writes a chart, below the folder `root` of the repository. */
export function filesOf(chart: Chart, root: string): Files {
  const { yamlOutputType, outputFileExtension } = App.of(chart);
  const name = Names.toDnsLabel(chart);
  return yamlOutputType === YamlOutputType.FILE_PER_CHART
    ? { folder: root, file: `${name}${outputFileExtension}` }
    : { folder: root === '.' ? name : `${root}/${name}`, file: undefined };
}

/** A tool applies a chart at a time, so it must find a chart's manifests apart from the others'. */
export function checkOutput(path: string, app: App, delivery: Delivery): void {
  const type = app.yamlOutputType;
  if (type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE || type === YamlOutputType.FILE_PER_CHART && delivery.takesSingleFiles) return;
  const folders = 'YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE';
  refuse({
    path,
    what: 'yamlOutputType of the app',
    got: YamlOutputType[type],
    expected: delivery.takesSingleFiles
      ? `a file or a folder for each chart, which ${delivery.title} can tell apart`
      : `a folder for each chart: ${delivery.title} applies whole folders`,
    change: `write new App({ yamlOutputType: ${folders} })`,
  });
}

/** A folder of the repository, from its root: `dist`, `clusters/east`, or `.`. */
export function checkedFolder(path: string, folder: string): string {
  if (typeof folder !== 'string' || !/^(\.|[\w.-]+(\/[\w.-]+)*)$/.test(folder) || folder.split('/').includes('..')) {
    refuse({ path, what: 'folder', got: `'${folder}'`, expected: 'a folder of the repository, from its root', change: "write folder: 'dist'" });
  }
  return folder;
}

import { App, YamlOutputType } from 'cdk8s';
import { argoCd, chartWith, flux } from './apps';
import { GitOpsLayout, GitOpsTool } from '../../src';

const { FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;

const layout = (tool: GitOpsTool, yamlOutputType: YamlOutputType, folder?: string) => {
  const app = new App({ yamlOutputType });
  return new GitOpsLayout(app, 'shop', { tool, workloads: [chartWith(app, 'kafka')], folder }).toJson()[0].spec;
};

test('Argo CD takes a chart\'s file out of the folder', () => {
  expect(layout(argoCd(), FILE_PER_CHART).source).toMatchObject({ path: 'dist', directory: { include: 'kafka.k8s.yaml' } });
});

test('Argo CD takes a chart\'s folder', () => {
  const { source } = layout(argoCd(), FOLDER_PER_CHART_FILE_PER_RESOURCE, 'clusters/east');
  expect(source.path).toBe('clusters/east/kafka');
  expect(source.directory).toBeUndefined();
});

test('Flux takes a chart\'s folder', () => {
  expect(layout(flux(), FOLDER_PER_CHART_FILE_PER_RESOURCE).path).toBe('./dist/kafka');
  expect(layout(flux(), FOLDER_PER_CHART_FILE_PER_RESOURCE, '.').path).toBe('./kafka');
});

test('Flux can\'t take a file out of a folder', () => {
  expect(() => layout(flux(), FILE_PER_CHART)).toThrow('shop: yamlOutputType of the app: got FILE_PER_CHART, expected a folder for each chart: Flux applies whole folders; '
    + 'write new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })');
});

test.each([['Argo CD', argoCd], ['Flux', flux]])('where charts share a file or a folder %s can\'t tell them apart', (_, tool) => {
  expect(() => layout(tool(), FILE_PER_APP)).toThrow('got FILE_PER_APP');
  expect(() => layout(tool(), FILE_PER_RESOURCE)).toThrow('got FILE_PER_RESOURCE');
});

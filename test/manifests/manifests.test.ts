import { readManifests } from '../../src/manifests/manifests';

function read(text: string, name = 'dist/a.yaml') {
  const { objects, notes } = readManifests([{ name, text }]);
  return { objects, names: objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`), notes: notes.map(({ file, line, text: words }) => `${file}:${line}: ${words}`) };
}

const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;

test('documents, lists, lists of one kind and lists in lists are objects', () => {
  const list = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } },
      { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ metadata: { name: 'c' } }] },
    ],
  });
  expect(read(`${service('a')}---\n${list}\n`)).toMatchObject({ names: ['Service a', 'Pod b', 'ConfigMap c'], notes: [] });
  expect(read('apiVersion: example.com/v1\nkind: AllowList\nmetadata: { name: d }\nspec: {}\n').names).toEqual(['AllowList d']);
});

test('JSON is read, also with tabs', () => {
  expect(read('{\n\t"apiVersion": "v1",\n\t"kind": "Service",\n\t"metadata": { "name": "a" }\n}\n', 'a.json').names).toEqual(['Service a']);
});

test('empty files, empty documents and comments are nothing', () => {
  for (const text of ['', '\n', '# a comment\n', '---\n---\n', `---\n# here it begins\n---\n${service('a')}---\n`]) expect(read(text).notes).toEqual([]);
});

test('anchors, aliases and merges are resolved', () => {
  const text = `${service('a')}  labels: &labels { app: a }\nspec:\n  selector: *labels\n---\n${service('b')}  labels:\n    <<: { app: a }\n    tier: web\n`;
  expect(read(text).objects).toMatchObject([{ spec: { selector: { app: 'a' } } }, { metadata: { labels: { app: 'a', tier: 'web' } } }]);
});

test('an alias may stand often, but not so often that it fills the memory', () => {
  const many = Array.from({ length: 500 }, (_, i) => `  k${i}: *labels\n`).join('');
  expect(read(`${service('a')}  labels: &labels { app: a }\nspec:\n${many}`).objects[0].spec.k499).toEqual({ app: 'a' });
  const nested = Array.from({ length: 9 }, (_, i) => `  k${i + 1}: &k${i + 1} [${`*k${i}, `.repeat(9)}]\n`).join('');
  expect(() => read(`${service('a')}spec:\n  k0: &k0 x\n${nested}`)).toThrow('dist/a.yaml:1: manifest: got Excessive alias count');
});

test('lines may end as on Windows, and a file begin with a mark of its bytes', () => {
  expect(read(`\uFEFF${service('a').replace(/\n/g, '\r\n')}---\r\n${service('b')}`)).toMatchObject({ names: ['Service a', 'Service b'], notes: [] });
});

test('values are those that Kubernetes reads', () => {
  const { objects: [{ data }] } = read('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { mode: 0644, on: yes, day: 2024-01-31, time: 12:30:00, none: ~ }\n');
  expect(data).toEqual({ mode: 420, true: true, day: '2024-01-31', time: '12:30:00', none: null });
});

test('a key that stands twice is named, and the last one counts', () => {
  const { objects, notes } = read(`${service('a')}spec:\n  type: ClusterIP\n  type: NodePort\n`);
  expect(objects[0].spec).toEqual({ type: 'NodePort' });
  expect(notes).toEqual(['dist/a.yaml:7: a key stands here for the second time in its map: the last one counts']);
});

test.each([
  ['a Helm template', '{{- if .Values.enabled }}\napiVersion: v1\nkind: Service\n{{- end }}\n', 1, 'a template, not a manifest'],
  ['a Helm template that happens to be YAML', service('{{ .Release.Name }}'), 1, 'a template, not a manifest'],
  ['a list of values', 'replicas: 3\nimage: store:1\n', 1, 'no Kubernetes object'],
  ['a text', 'hello\n', 1, 'no Kubernetes object'],
  ['a sequence', '- a\n- b\n', 1, 'no Kubernetes object'],
  ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n', 1, "kustomize's own file"],
  ['an object that gets its name from the cluster', `${service('a')}---\napiVersion: batch/v1\nkind: Job\nmetadata: { generateName: load- }\n`, 6, "a Job without a name can't be compared"],
  ['a kind of one word', 'apiVersion: v1\nkind: 3\nmetadata: { name: a }\n', 1, 'no Kubernetes object'],
])('%s is passed over, and named', (_, text, line, words) => {
  const { notes } = read(text);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(new RegExp(`^dist/a.yaml:${line}: .*${words}`));
});

test('an alert that speaks in templates is an object', () => {
  expect(read('apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: a }\nspec: { summary: "{{ $labels.pod }} is down" }\n').names).toEqual(['PrometheusRule a']);
});

test.each([
  ['a tab', `${service('a')}spec:\n\ttype: NodePort\n`, 'dist/a.yaml:6: manifest: got Tabs are not allowed as indentation, expected YAML or JSON; mend it'],
  ['an open quote', `${service('"a')}`, 'dist/a.yaml:5: manifest: got Missing closing "quote'],
  ['an alias of nothing', `${service('*nobody')}`, 'dist/a.yaml:1: manifest: got Unresolved alias'],
  ['an alias of itself', `${service('a')}spec: &a { b: *a }\n`, 'dist/a.yaml:1: manifest: got '],
])('%s is an error that says where', (_, text, error) => {
  expect(() => read(text)).toThrow(error);
});

test('a second manifest for an object is an error, unless both are the same', () => {
  const twice = (second: string) => readManifests([{ name: 'base/a.yaml', text: service('a') }, { name: 'prod/a.yaml', text: second }]);
  expect(twice(service('a')).objects).toHaveLength(1);
  expect(() => twice(`${service('a')}spec: { type: NodePort }\n`))
    .toThrow('prod/a.yaml:1: Service a: got it differently than in base/a.yaml:1, expected one manifest for one object; name the folder of one environment');
});

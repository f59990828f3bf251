import * as YAML from 'yaml';

/** The scripts that prepare members have tests of their own; here only that they are there counts. */
const SCRIPTS = ['kube-api.sh', 'prepare.sh'];
const WIDTH = 170;

/** Objects as YAML for a person: what fits on a line stands on one line. */
export function golden(objects: any[]): string {
  return objects.map((object) => {
    const document = new YAML.Document(masked(object));
    YAML.visit(document, {
      Collection: (key, node) => {
        if (key !== null && JSON.stringify(node.toJSON()).length <= WIDTH && !JSON.stringify(node.toJSON()).includes('\\n')) node.flow = true;
      },
    });
    return document.toString({ lineWidth: 0 });
  }).join('---\n');
}

function masked(object: any): any {
  const copy = JSON.parse(JSON.stringify(object));
  for (const name of SCRIPTS) {
    if (copy.data?.[name] !== undefined) copy.data[name] = `(src/builtin/scripts/${name})`;
  }
  const annotations = copy.spec?.template?.metadata?.annotations;
  if (annotations?.['cdk8s-data/files'] !== undefined) annotations['cdk8s-data/files'] = '(hash of the ConfigMap)';
  return copy;
}

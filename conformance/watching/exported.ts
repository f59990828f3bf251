// What the JMX exporter makes of beans: the released jar, in a JVM that has beans of these names and no Kafka.
import { writeFileSync } from 'fs';
import { join } from 'path';
import { exporterJar } from './exporter';
import { command } from '../artifacts/command';
import { MBean } from '../kafka/mbeans';

const SECONDS = 600;

/** The series, sorted, but for those about the exporter itself: `name{label="value"} 1`, labels sorted, whole numbers without a point. */
export async function exported(folder: string, rules: string, beans: readonly MBean[]): Promise<string[]> {
  const [rulesFile, beansFile] = ['exporter.yaml', 'beans.txt'].map((name) => join(folder, name));
  writeFileSync(rulesFile, rules);
  writeFileSync(beansFile, beans.map(({ name, attributes }) => [name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join('|')).join('\n'));
  const out = await command('java', ['-XX:TieredStopAtLevel=1', '-cp', await exporterJar(), join(__dirname, 'Exporter.java'), rulesFile, beansFile], { seconds: SECONDS });
  return out.split('\n').filter((line) => line && !line.startsWith('#') && !line.startsWith('jmx_')).map(plain).sort();
}

function plain(line: string): string {
  const at = line.lastIndexOf(' ');
  return `${line.slice(0, at)} ${Number(line.slice(at + 1))}`;
}

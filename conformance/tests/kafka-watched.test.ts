// The exporter in real servers, and the alerts on what it says.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { clusterOfThisRun, Ground } from '../ground';
import { install } from '../kafka/experiments/installation';
import { silent, twoGone, withoutOperator } from '../kafka/experiments/watching';
import { KafkaWorld } from '../kafka/world';
import { WATCHED } from '../kafka/worlds';
import { recorder } from '../proof/record';

const record = recorder('kafka-watched', true);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-watched-'));
let ground: Ground;
let world: KafkaWorld;

beforeAll(async () => {
  ground = await clusterOfThisRun();
  world = new KafkaWorld(ground.api, WATCHED, withoutOperator);
});

afterAll(async () => {
  await world?.remove();
  ground?.api.close();
  fs.rmSync(scratch, { recursive: true, force: true });
});

test('three brokers and three controllers with the exporter\'s agent are installed and Ready', async () => {
  await record('install', async () => {
    const figures = await install(world);
    await world.jobDone('topics');
    await world.writer.goesOn(120);
    return figures;
  });
});

test('their metrics have all that the alerts ask for, and no alert fires', async () => {
  await record('well', () => silent(world, scratch));
});

test('two brokers are gone: four alerts fire, with the numbers that the members tell', async () => {
  await record('two-gone', () => twoGone(world, scratch));
});

test('they are back, and no alert fires', async () => {
  await record('back', () => silent(world, scratch));
});

// npx tsx conformance/images/build.ts kafka 4.3.1
// Builds an image by itself, or finds it in the cache, and prints where it is.
import { FLINK_VERSIONS } from './flink/distribution';
import { flinkImage } from './flink/recipe';
import { KAFKA_VERSIONS, kafkaImage } from './kafka/recipe';

const IMAGES: Record<string, () => Promise<string>> = Object.fromEntries([
  ...KAFKA_VERSIONS.map((version) => [`kafka ${version}`, () => kafkaImage(version)]),
  ...FLINK_VERSIONS.map((version) => [`flink ${version}`, () => flinkImage(version)]),
]);

async function main(): Promise<void> {
  const name = process.argv.slice(2).join(' ');
  const build = IMAGES[name];
  if (!build) throw new Error(`got '${name}', expected one of: ${Object.keys(IMAGES).join(', ')}; name one of them`);
  console.log(await build());
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

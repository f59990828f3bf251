// The layer that images of Java engines stand on: what the official image of Kafka has below Kafka, made of Debian packages.
import { mkdirSync, mkdtempSync, rmSync } from 'fs';
import { arch } from 'os';
import { join } from 'path';
import { artifact } from '../../artifacts/cache';
import { command } from '../../artifacts/command';
import { dated, packed } from '../image';

/** With what they depend on. No version is pinned: a mirror holds one of each, until the next point release of Debian. */
const PACKAGES = ['openjdk-21-jre-headless', 'bash', 'busybox', 'coreutils', 'libc-bin', 'openssl', 'procps', 'tzdata', 'util-linux'];
const SECONDS = 900;

/** What the official image sets below Kafka, but for JAVA_VERSION. */
export const baseEnv = {
  JAVA_HOME: '/opt/java/openjdk',
  PATH: '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'en_US.UTF-8',
  LANGUAGE: 'en_US:en',
  LC_ALL: 'en_US.UTF-8',
};

/** The layer, as a tar. */
export async function baseLayer(): Promise<string> {
  return join(await artifact({
    name: 'image-base',
    title: 'the base of images (Debian trixie, Java 21)',
    inputs: [{ path: __dirname }, { path: join(__dirname, '..', 'image.ts') }, arch()],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-'));
      const packages = join(work, 'packages');
      const root = join(work, 'root');
      mkdirSync(root);
      await command('bash', [join(__dirname, 'download.sh'), packages, ...PACKAGES], { seconds: SECONDS });
      await command('bash', [join(__dirname, 'root.sh'), packages, root], { seconds: SECONDS });
      await dated(root);
      await packed(root, join(folder, 'layer.tar'));
      rmSync(work, { recursive: true });
    },
  }), 'layer.tar');
}

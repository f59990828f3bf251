// What nodes are made of besides Kubernetes: programs from Debian packages, unpacked into the cache and installed nowhere.
import { spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { artifact } from './cache';
import { command } from './command';
import { need } from './machine';

const PACKAGES = ['conntrack', 'containerd', 'containernetworking-plugins', 'iproute2', 'iptables', 'runc', 'tini'];

/** Packages that are taken from the machine: the C library belongs to the loader that starts every program, and to no other. */
const MACHINES = /^(libc6|libgcc-s1|gcc-\d+-base|libcrypt1|libseccomp2|debconf|netbase)_/;

/** Programs that need no library beyond those of every Debian, where the package has them. runc starts itself again with an environment of its own. */
const PLAIN = { 'containerd': 'usr/bin', 'containerd-shim-runc-v2': 'usr/bin', 'ctr': 'usr/bin', 'runc': 'usr/sbin', 'tini': 'usr/bin' };

const IPTABLES = ['iptables', 'iptables-save', 'iptables-restore', 'ip6tables', 'ip6tables-save', 'ip6tables-restore'];

/** The two ways that the kernel may filter packets by; Debian takes the first. A kernel may lack either. */
const VARIANTS = ['nft', 'legacy'] as const;

export interface Tools {
  /** To be added to the environment of what runs them: PATH, and CNI_PLUGINS with the folder of the network plugins. */
  readonly env: { readonly PATH: string; readonly CNI_PLUGINS: string };
  readonly folder: string;
}

/** The tools, with the iptables that this kernel supports. */
export async function tools(): Promise<Tools> {
  need({ debian: true });
  const folder = await artifact({
    name: 'tools',
    inputs: [{ path: __filename }, process.arch, readFileSync('/etc/os-release', 'utf8')],
    make,
  });
  const path = [join(folder, 'bin'), join(folder, supported(folder)), process.env.PATH].join(':');
  return { env: { PATH: path, CNI_PLUGINS: join(folder, 'root/usr/lib/cni') }, folder };
}

async function make(folder: string): Promise<void> {
  const root = join(folder, 'root');
  const scratch = mkdtempSync(join(folder, 'apt-'));
  for (const archive of await downloaded(scratch)) {
    await command('dpkg', ['-x', archive, root], { seconds: 60 });
  }
  rmSync(scratch, { recursive: true });
  rmSync(join(root, 'usr/share'), { recursive: true, force: true });

  const libraries = ['usr/lib', 'lib'].map((lib) => join(root, lib)).filter((lib) => existsSync(lib))
    .flatMap((lib) => readdirSync(lib).filter((name) => name.endsWith('-linux-gnu')).map((name) => join(lib, name).slice(folder.length + 1)));
  const plain = (to: string, program: string) => symlinkSync(join('..', to), join(folder, 'bin', program));
  /** Libraries are for this program alone: in the environment of a node they would be those of every program there. */
  const wrapped = (bin: string, program: string, to: string) => {
    const env = [`LD_LIBRARY_PATH=${libraries.map((lib) => `"$root/${lib}"`).join(':')}`, ...libraries.map((lib) => `"$root/${lib}/xtables"`)
      .filter((_, i) => existsSync(join(folder, libraries[i], 'xtables'))).map((lib) => `XTABLES_LIBDIR=${lib}`)];
    writeFileSync(join(folder, bin, program), ['#!/bin/sh', 'root=${0%/*}/..', `${env.join(' ')} exec "$root/${to}" "$@"`, ''].join('\n'));
    chmodSync(join(folder, bin, program), 0o755);
  };

  for (const bin of ['bin', ...VARIANTS]) mkdirSync(join(folder, bin));
  for (const [program, at] of Object.entries(PLAIN)) plain(join('root', at, program), program);
  for (const program of ['ip', 'conntrack']) wrapped('bin', program, within(folder, program));
  for (const variant of VARIANTS) {
    for (const program of IPTABLES) wrapped(variant, program, within(folder, program.replace('tables', `tables-${variant}`)));
  }
  await tried(folder);
}

/** Where a package has put a program: some releases have /sbin, others /usr/sbin. */
function within(folder: string, program: string): string {
  const found = ['usr/bin', 'usr/sbin', 'bin', 'sbin'].map((at) => join('root', at, program)).find((at) => existsSync(join(folder, at)));
  if (!found) throw new Error(`${program}: the packages ${PACKAGES.join(', ')} have no such program`);
  return found;
}

/**
 * The packages and all that they need, as if nothing were installed, by the sources that the machine has. Neither the machine's lists of
 * packages nor what is installed on it is touched.
 */
async function downloaded(scratch: string): Promise<string[]> {
  const archives = join(scratch, 'cache/archives');
  for (const sub of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(scratch, sub), { recursive: true });
  writeFileSync(join(scratch, 'status'), '');
  const settings = {
    'Dir::State::lists': join(scratch, 'lists'),
    'Dir::State::status': join(scratch, 'status'),
    'Dir::Cache': join(scratch, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    'APT::Sandbox::User': 'root',
    'Debug::NoLocking': 'true',
  };
  const apt = (...args: string[]) => command('apt-get', ['-qq', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]), ...args],
    { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }, seconds: 600 });
  await apt('update');
  await apt('install', '--download-only', '--yes', '--no-install-recommends', ...PACKAGES);
  return readdirSync(archives).filter((archive) => archive.endsWith('.deb') && !MACHINES.test(archive)).map((archive) => join(archives, archive));
}

/** None is kept that doesn't start here. */
async function tried(folder: string): Promise<void> {
  const runs = { 'containerd': '--version', 'containerd-shim-runc-v2': '-v', 'ctr': '--version', 'runc': '--version', 'tini': '--version', 'ip': '-V', 'conntrack': '--version' };
  for (const [program, version] of Object.entries(runs)) {
    await command(join(folder, 'bin', program), [version], { seconds: 20 });
  }
  for (const variant of VARIANTS) await command(join(folder, variant, 'iptables'), ['--version'], { seconds: 20 });
}

/** The variant that this kernel can do what the proxy does with: tried in a network namespace of its own. */
function supported(folder: string): string {
  const rule = '-t nat -A POSTROUTING -m comment --comment tried -m mark ! --mark 1/1 -m statistic --mode random --probability 0.5 -j MASQUERADE --random-fully';
  const said = VARIANTS.map((variant) => {
    const run = spawnSync('unshare', ['--net', '--', join(folder, variant, 'iptables'), ...rule.split(' ')], { encoding: 'utf8', timeout: 20_000 });
    return { variant, works: run.status === 0, why: run.error?.message ?? run.stderr.trim() };
  });
  const works = said.find((each) => each.works);
  if (works) return works.variant;
  const got = said.map((each) => `${each.variant}: ${each.why}`).join('; ');
  throw new Error(`iptables: got ${got}, expected the kernel to support one of them for address translation; load nf_tables and nft_compat, or ip_tables and iptable_nat`);
}

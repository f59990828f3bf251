import { cdk8s, javascript, typescript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-data',
  description: 'cdk8s constructs for data-intensive systems on Kubernetes',
  author: 'cdk8s-data maintainers',
  authorAddress: 'maintainers@example.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-data/cdk8s-data.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  keywords: ['kubernetes', 'kafka', 'data'],
  packageManager: javascript.NodePackageManager.NPM,
  bin: { 'cdk8s-data': 'bin/cdk8s-data' },
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx({ typeCheck: false }), // ts-node and swc are not needed anywhere

  minNodeVersion: '20.16.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0', // the one jsii bundles; ts-jest rejects 7
  cdk8sVersion: '2.68.11', // what cdk8s-plus-27 asks for
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-27@^2.9.0'],
  peerDependencyOptions: { pinnedDevDependency: false }, // cdk8s 2.68.11 itself was never published
  devDeps: [
    '@types/node@^20',
    'cdk8s-cli@^2',
    'cdk8s-plus-27@^2.9.0',
    'cdk8s@^2.70.0',
    'constructs@^10.3.0',
    'fast-check@^4',
    'tsx@^4',
    'yaml@^2',
  ],

  typecheckTests: true,
  tsconfigDev: {
    compilerOptions: { paths: { 'cdk8s-data': ['../src/index.ts'] } }, // examples import the library by its name
    include: ['../examples/**/*.ts', '../bench/**/*.ts', '../conformance/**/*.ts'],
    exclude: ['../examples/*/node_modules'],
  },
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER, // goldens change by `npm run test:update` only
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: { '^cdk8s-data$': '<rootDir>/src' },
    },
  },
  eslintOptions: {
    dirs: ['src', 'test', 'examples', 'bench', 'conformance'],
    tsconfigPath: './test/tsconfig.json', // the one that knows the library by its name
    commandOptions: { fix: false },
  },

  github: false,
  release: false,
  depsUpgrade: false,

  publishToPypi: { distName: 'cdk8s-data', module: 'cdk8s_data' },
  publishToMaven: { javaPackage: 'io.github.cdk8sdata', mavenGroupId: 'io.github.cdk8s-data', mavenArtifactId: 'cdk8s-data' },
  publishToGo: { moduleName: 'github.com/cdk8s-data/cdk8s-data-go', packageName: 'cdk8sdata' },
});

// 1.13.0 lists platform packages that were never published, which `npm ci` refuses.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// jsii still supports Node 20, but greets it with eleven lines on every run.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// Editors, eslint and tsx take the nearest tsconfig.json: these folders borrow the one of the tests.
for (const dir of ['examples', 'bench', 'conformance']) {
  const config = new javascript.TypescriptConfig(project, {
    fileName: `${dir}/tsconfig.json`,
    include: ['**/*.ts'],
    exclude: ['node_modules', '*/node_modules'],
    compilerOptions: {},
  });
  config.addExtends(project.tsconfigDev);
  project.npmignore?.exclude(`/${dir}/`);
}
project.eslint?.allowDevDeps('**/examples/**');
project.eslint?.allowDevDeps('**/bench/**');
project.eslint?.allowDevDeps('**/conformance/**');

// compile: shell scripts are read from beside the compiled code, which starts from nothing so that no removed file is shipped.
project.compileTask.prependExec('rm -rf lib');
project.compileTask.exec('node build/copy-scripts.mjs');
project.npmignore?.include('/lib/**/scripts/*');

// test: what jsii refuses is a failed test.
project.testTask.prependSpawn(project.compileTask);

project.addTask('rosetta', {
  description: 'Compile the snippets of README.md and of the docstrings (after compile)',
  exec: 'jsii-rosetta extract --compile --fail --strict',
});
project.addTask('bench', {
  description: 'Measure synthesis',
  exec: 'tsx --expose-gc --tsconfig bench/tsconfig.json bench/synth.ts',
  receiveArgs: true,
});
project.addTask('conformance', {
  description: 'Prove the manifests on a real cluster (conformance/README.md)',
  exec: 'node --import tsx conformance/run.ts', // no wrapper, that a signal reaches the program itself
  env: { TSX_TSCONFIG_PATH: 'conformance/tsconfig.json' }, // it knows the library by its name
  receiveArgs: true,
});
project.addTask('proof', {
  description: 'Write docs/proof.md from docs/proof.json',
  exec: 'tsx --tsconfig conformance/tsconfig.json conformance/proof/markdown.ts',
});
for (const task of ['build', 'clobber', 'compat', 'eject', 'package', 'post-compile', 'pre-compile', 'test:watch', 'watch']) {
  project.removeTask(task);
}

project.gitignore.exclude('.jsii.tabl.json', '/examples/*/dist/', '__pycache__/');
project.npmignore?.exclude('.jsii.tabl.json', '/.ci/', '/build/', '/cdk8s.yaml', '/conformance/', '/docs/', '/rosetta/');

project.synth();

import * as ts from 'typescript';
import { cacheOperator, operatorOf } from './cache';
import { Schema } from '../../../src';

expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: (value) => value as string });

/** What the compiler says of a module, with what follows it. */
function errors(text: string): string[] {
  const options: ts.CompilerOptions = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => name === 'types.ts' ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  return ts.getPreEmitDiagnostics(ts.createProgram(['types.ts'], options, host)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const cache = cacheOperator().resource('Cache').typescript();

test('the types are as read by a person', () => {
  expect(cache).toMatchSnapshot();
});

test('the compiler takes what fits, and refuses what does not', () => {
  const written = (spec: string) => errors(`${cache}\nconst one: CacheSpec = ${spec}; export { one };`);
  expect(written("{ replicas: 3, version: '7.2', memory: 2, eviction: 'lru', maxUnavailable: '25%', listeners: [{ name: 'x', port: 1 }] }")).toEqual([]);
  expect(written("{ replicas: 3, version: '7.2', memory: 2, eviction: 'lfo', maxUnavailable: 1 }")).toEqual([expect.stringContaining('"lfo"')]);
  expect(written("{ replicas: 3, version: '7.2', memory: 2, eviction: 'lru', maxUnavailable: 1, replica: 1 }")).toEqual([expect.stringContaining('replica')]);
});

test('names that would collide, or that no identifier can have, are still types', () => {
  const text = operatorOf(Schema.object({
    'a-b': Schema.object({ x: Schema.integer() }),
    'aB': Schema.object({ y: Schema.integer({ nullable: true }) }, { description: 'ends a comment */ early' }),
    'names': Schema.list(Schema.string({ oneOf: ["it's", 'b'] })),
    '1st': Schema.map(Schema.list(Schema.anything()), { optional: true }),
    'metadata': Schema.object({}),
  })).resource('Thing').typescript();
  expect(errors(text)).toEqual([]);
  expect(text).toContain("'a-b': ThingSpecAB;");
  expect(text).toContain('aB: ThingSpecAB2;');
  expect(text).toContain("names: ('it\\'s' | 'b')[];");
  expect(text).toContain("'1st'?: { [key: string]: unknown[] };");
  expect(text).toContain('y: number | null;');
});

test('a version that is asked for', () => {
  expect(cacheOperator().resource('Cache').typescript('v1')).toBe(cache);
  expect(() => cacheOperator().resource('Cache').typescript('v2')).toThrow("version: got 'v2', expected one that is served: v1");
});

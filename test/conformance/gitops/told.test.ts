import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Tool, TOOLS, withRepository } from '../../../conformance/gitops/app';
import { Order, orderOf } from '../../../conformance/gitops/told';

const tools = Object.keys(TOOLS) as Tool[];
const names = ({ steps }: Order) => steps.map((step) => step.map(({ name }) => name));

test.each(tools)('what %s is told of order, health and pruning is read from its objects', (tool) => {
  const order = withRepository(tool, {}, orderOf);
  expect(names(order)).toEqual([['delivery-foundation'], ['delivery-cache-operator'], ['delivery-shop']]);
  expect(order.health).toEqual({ 'cache.example.com/Cache': [{ type: 'Ready', status: 'True' }] });
  expect(order.steps.map(([{ prunes }]) => prunes)).toEqual([false, true, true]);
  const [[foundation], ...others] = order.steps;
  expect(foundation.objects.map(foundation.saysItStays)).toEqual([true, true, true]);
  expect(others.flat().flatMap(({ objects, saysItStays }) => objects.filter(saysItStays))).toEqual([]);
});

test.each(tools)('a definition that says to %s that it may be pruned does not stay', (tool) => {
  const [[{ objects, saysItStays }]] = withRepository(tool, { unmarked: true }, orderOf).steps;
  expect(objects.filter((object) => !saysItStays(object)).map(({ kind }) => kind)).toEqual(['CustomResourceDefinition']);
});

/** The steps of a layout in one of whose objects something else is written. */
function rewritten(tool: Tool, file: string, now: string, other: string): string[][] {
  return withRepository(tool, {}, (repository) => {
    const at = join(repository, 'dist', file);
    const text = readFileSync(at, 'utf8');
    expect(text).toContain(now);
    writeFileSync(at, text.replace(now, other));
    return names(orderOf(repository));
  });
}

test('another wave of an Application is another order', () => {
  expect(rewritten('argo-cd', 'delivery.k8s.yaml', '"-1"', '"-3"')).toEqual([['delivery-cache-operator'], ['delivery-foundation'], ['delivery-shop']]);
});

test('Kustomizations that wait for each other have none', () => {
  const file = 'delivery/Kustomization.delivery-cache-operator.k8s.yaml';
  expect(() => rewritten('flux', file, '- name: delivery-foundation', '- name: delivery-shop')).toThrow(/wait for each other/);
});

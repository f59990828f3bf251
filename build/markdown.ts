// What the pages that are made from data have in common.

/** A line of a table. */
export function row(...cells: (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
}

/** The head of a table, two lines. */
export function head(...cells: string[]): string[] {
  return [row(...cells), row(...cells.map(() => '---'))];
}

/** Where a page says what a rule proves, and a link that leads there. */
export function anchor(id: string): string {
  return `<a id="${fragment(id)}"></a>\`${id}\``;
}

/** A link to a rule of docs/rules.md, from a page beside it. */
export function ruleLink({ id }: { readonly id: string }): string {
  return `[\`${id}\`](rules.md#${fragment(id)})`;
}

function fragment(id: string): string {
  return id.replace('/', '-');
}

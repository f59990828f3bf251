/*
 * Quantities as the API server stores them: it rewrites what it is given to a canonical form,
 * and a GitOps tool that compares with the text in Git would see a difference for ever.
 * Source: Kubernetes, apimachinery/pkg/api/resource/quantity.go, "canonical form".
 */

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];

function scaled(value: number, base: number, suffixes: string[]): string {
  let step = 0;
  while (value !== 0 && value % base === 0 && step < suffixes.length - 1) {
    value /= base;
    step += 1;
  }
  return `${value}${suffixes[step]}`;
}

/** Bytes: `4Gi`, `1536Mi`; what is no multiple of 1,024 is decimal, `1500M`. */
export function bytes(value: number): string {
  return value % 1024 === 0 ? scaled(value, 1024, BINARY) : scaled(value, 1000, DECIMAL.slice(1));
}

/** Thousandths of a core: `500m`, `2`. */
export function cpu(millis: number): string {
  return scaled(millis, 1000, DECIMAL);
}

/** The number that a quantity says, in its base unit; undefined for what is no quantity. */
export function parseQuantity(quantity: unknown): number | undefined {
  const match = /^([+-]?[0-9.]+)(?:([eE][+-]?[0-9]+)|(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?$/.exec(String(quantity));
  if (!match) return undefined;
  const [, digits, exponent = '', suffix = ''] = match;
  const value = Number(`${digits}${exponent}`);
  return suffix.endsWith('i') ? value * 1024 ** BINARY.indexOf(suffix) : value * 1000 ** (DECIMAL.indexOf(suffix) - 1);
}

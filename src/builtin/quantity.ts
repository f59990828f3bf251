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

const DECIMAL_EXPONENTS: Record<string, number> = { 'n': -9, 'u': -6, 'm': -3, '': 0, 'k': 3, 'M': 6, 'G': 9, 'T': 12, 'P': 15, 'E': 18 };
/** Kubernetes keeps nothing smaller than a billionth: apimachinery/pkg/api/resource/quantity.go, Nano. */
const NANO = 9;
/** The same source, maxAllowed: it makes binary ones that are larger this one. */
const LARGEST_BINARY = 2n ** 63n - 1n;

/**
 * A quantity as the API server and controllers write it: no fraction, the largest unit that needs none, the family of units
 * that it was written in. undefined for what is no quantity, or one that Kubernetes would change.
 */
export function canonicalQuantity(text: string): string | undefined {
  const match = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([eE])([+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits, exponential, exponent = '0', suffix = ''] = match;
  const binary = suffix.endsWith('i');
  const [whole, fraction = ''] = digits.split('.');
  const power = binary ? 0 : exponential ? Number(exponent) : DECIMAL_EXPONENTS[suffix];
  const factor = binary ? 1024n ** BigInt(BINARY.indexOf(suffix)) : 1n;
  // as whole billionths, rounded away from zero
  const shift = NANO + power - fraction.length;
  if (Math.abs(shift) > 60) return undefined;
  const scaledDigits = BigInt(`${whole}${fraction}`) * factor;
  const nanos = shift >= 0 ? scaledDigits * 10n ** BigInt(shift) : roundedUp(scaledDigits, 10n ** BigInt(-shift));
  if (nanos === 0n) return '0';
  const one = 10n ** BigInt(NANO);
  if (binary && nanos > LARGEST_BINARY * one) return undefined;
  const minus = sign === '-' ? '-' : '';
  if (binary && nanos % one === 0n && nanos / one >= 1024n) return minus + largest(nanos / one, 1024n, BINARY);
  if (!exponential) return minus + largest(nanos, 1000n, Object.keys(DECIMAL_EXPONENTS));
  const units = Object.values(DECIMAL_EXPONENTS).map((each) => each === 0 ? '' : `e${each}`);
  return minus + largest(nanos, 1000n, units);
}

function roundedUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function largest(value: bigint, base: bigint, units: string[]): string {
  let step = 0;
  while (value % base === 0n && step < units.length - 1) {
    value /= base;
    step += 1;
  }
  return `${value}${units[step]}`;
}

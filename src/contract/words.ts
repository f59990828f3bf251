import { Failure, PromisePlan } from '../plan';

/** `1 copy`, `3 copies`. */
export function count(n: number, one: string, many: string = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The failure as a person calls it: `a node`. */
export function failureInWords(failure: Failure): string {
  switch (failure) {
    case Failure.NONE: return 'nothing';
    case Failure.NODE: return 'a node';
    case Failure.ZONE: return 'a zone';
  }
}

/** How a guarantee is lowered, as one writes it: `lower survives to Failure.NODE`. */
export function lowerSurvives(promise: PromisePlan): string {
  return `lower the guarantee to survives: Failure.${promise.survives === Failure.ZONE ? 'NODE' : 'NONE'}`;
}

/** Bytes as a person reads them: `1.5 GiB`. */
export function bytes(n: number): string {
  const mebi = n / 2 ** 20;
  return mebi >= 1024 ? `${round(mebi / 1024)} GiB` : `${round(mebi)} MiB`;
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}

/** The known word that is the least letters away: what was probably meant. */
export function nearest(word: string, known: readonly string[]): { word: string; distance: number } {
  return known.map((candidate) => ({ word: candidate, distance: distance(word, candidate) }))
    .reduce((best, each) => each.distance < best.distance ? each : best);
}

/** How many letters must be added, removed or changed to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

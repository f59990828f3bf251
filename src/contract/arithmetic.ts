/** The smallest number of voters that is more than half of them. */
export function majorityOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/** How many of the voters may be lost with a majority left: floor((n-1)/2). */
export function toleratedBy(voters: number): number {
  return voters - majorityOf(voters);
}

/** The least that the fullest domain must hold when members stand as evenly as they can: ceil(n/z). */
export function evenShare(members: number, domains: number): number {
  return Math.ceil(members / domains);
}

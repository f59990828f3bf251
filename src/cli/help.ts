/** Whether somebody asks how a command is used. */
export function isHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h';
}

/**
 * What of the user's runs on a system that programs are brought to: whoever starts programs takes it from here. On built-in objects the
 * component's command says the same.
 */
export interface ProgramPlan {
  /**
   * Where it lies, as an address: `local:///opt/flink/usrlib/fraud.jar` is in the image.
   * @default - the system's own runs what the arguments name
   */
  readonly archive?: string;
  /**
   * Where it begins: the full name of a class.
   * @default - what the archive says
   */
  readonly entry?: string;
  /** Its arguments. */
  readonly arguments: string[];
  /**
   * Where the state lies that it begins with.
   * @default - with nothing, or with what its run found
   */
  readonly beginsWith?: string;
}

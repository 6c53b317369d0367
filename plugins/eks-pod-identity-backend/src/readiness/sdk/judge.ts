/** What is said of one SDK in one version. */
export interface SdkJudgement {
  /** Id as in the table of minimums. */
  sdk: string;
  package: string;
  version?: string;
  supportsPodIdentity: boolean | null;
  /** A sentence or two for people. */
  reason: string;
  minimum?: string;
  officialMinimum?: string;
  /** What a version that is too old does. */
  below?: string;
}

/** What is said of a container image by its name and tag. */
export interface ImageJudgement {
  /** The project whose image it is. */
  project: string;
  /** Absent where the project is known to call nothing of AWS. */
  sdk?: SdkJudgement;
  /** Where the fact comes from. */
  source: string;
}

/** Judges what is not a file of a repository: user agents, images, declarations. Pure. */
export interface SdkJudge {
  /** SDKs that a user agent of CloudTrail names; empty where it names none. */
  userAgent(text: string): SdkJudgement[];
  /** Undefined for an image that is not well-known. */
  image(reference: string): ImageJudgement | undefined;
  /** @param text `sdk@version`, as service owners write it */
  declared(text: string): SdkJudgement;
}

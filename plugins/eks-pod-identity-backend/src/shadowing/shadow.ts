import {
  ExplicitProviderKind,
  ShadowEffect,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** One row of the list: what comes before Pod Identity, or goes past it, and how it is recognised in text. */
export interface ShadowRow {
  /** Linear: no repetition of what may match empty or overlaps with what follows it. */
  pattern: RegExp;
  /** Name as its maker writes it. */
  what: string;
  kind: ExplicitProviderKind;
  /** Default: `fail`. */
  effect?: ShadowEffect;
  /** Counts only in a text that holds this as well. */
  beside?: RegExp;
  /** Looks closer at one match; `undefined`: it does not count. */
  weigh?: (match: RegExpExecArray, text: string) => ShadowEffect | undefined;
  /** Where it is documented. */
  source: string;
}

/** Something found in a text. */
export interface FoundShadow {
  what: string;
  kind: ExplicitProviderKind;
  /** Absent: `fail`. */
  effect?: ShadowEffect;
  line: number;
}

/** Values that stand for a local emulator, not for keys. */
export const DUMMY =
  '(?:test|testing|dummy|local|localstack|fake|foo|minio\\w*|x+|)';

/** Lookahead: the value is nothing, or one of an emulator. */
export const NOT_A_LOCAL_VALUE = `(?!\\s*(?:None|nil|null|undefined|["']${DUMMY}["']))`;

/**
 * Lookahead: the value is what STS answered (`creds['AccessKeyId']`, `data.Credentials.AccessKeyId`): a role that is
 * assumed with the default chain's credentials works as before.
 */
export const NOT_OF_STS = `(?![^\\n,;)]{0,120}(?:\\[['"]AccessKeyId['"]\\]|\\.AccessKeyId\\b|\\.access_key_id\\b|\\.accessKeyId\\(\\)))`;

import { SdkId } from './data/sdkMinimums';
import { VersionOrder } from './versions/versionOrder';

/** A package name; `*` stands for any run of characters (`@aws-sdk/client-*`). */
export type NamePattern = string;

/** One version for all hints, or one per package name; hints that are not named then prove nothing. */
export type HintBound = string | Readonly<Record<string, string>>;

/** By which packages one SDK is recognised in a registry, and which of them tell whether it is new enough. */
export interface SdkPackages {
  sdk: SdkId;
  /** The packages that hold the code in question; their versions are compared with the effective minimum. */
  decides: NamePattern[];
  /** Published together with the deciding one and under the same version: judged alike where the file does not name a deciding one. */
  sharesVersion?: NamePattern[];
  /** Prove that the SDK is used but not in which version: at best `null`, never `true`. */
  hints?: NamePattern[];
  /** A hint below this version is too old beyond doubt; absent where no version of a hint proves anything. */
  hintTooOldBelow?: HintBound;
  /** A hint of this version or a later one can't be installed beside a deciding package that is too old. */
  hintSupportsFrom?: HintBound;
  /** Packages of others that bring this SDK along; looked at only where the graph is not complete, to say what may be in it. */
  brings?: NamePattern[];
  /** Looks like one of the above and is none (mocks, types). */
  except?: NamePattern[];
  /** The packages are this SDK from that version on; before, they are another one (awscli 1 and 2). */
  fromVersion?: string;
  /** The packages are this SDK before that version, or where no version is known. */
  beforeVersion?: string;
  /** Judged by the packages of that SDK where the same file resolves them (boto3 by botocore). */
  judgedBy?: SdkId;
}

/** One package registry: how names and versions are written there, and which of its packages are AWS SDKs. */
export interface Registry {
  /** As in the `registry` column of the minimums: `npm`, `pypi`, `maven`. */
  id: string;
  /** Types of package URLs (`pkg:TYPE/…`) in SBOMs; a maven one is turned into `group:artifact`. */
  purlTypes: string[];
  versions: VersionOrder;
  /** A project has each package once: what one of its packages asks for holds for all that share it. */
  isFlat?: boolean;
  /** The one spelling under which a package is looked up (`Django_Storages` is `django-storages` in PyPI); left out where every spelling is another package. */
  normalizeName?(name: string): string;
  sdks: SdkPackages[];
}

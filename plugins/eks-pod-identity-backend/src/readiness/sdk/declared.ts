import {
  Minimums,
  SdkMinimum,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { SdkJudgement } from './judge';
import { isAtLeast, parseNumberedVersion } from './versionNumbers';

/** Deciding packages that people write instead of the SDK's id. */
const PACKAGES: Record<string, string> = {
  boto3: 'python-boto3',
  botocore: 'python-botocore',
  'aws-sdk': 'js-v2',
  '@aws-sdk/credential-provider-node': 'js-v3',
  'github.com/aws/aws-sdk-go': 'go-v1',
  'github.com/aws/aws-sdk-go-v2/config': 'go-v2',
  'github.com/aws/aws-sdk-go-v2/credentials': 'go-v2',
  'software.amazon.awssdk:auth': 'java-v2',
  'software.amazon.awssdk:bom': 'java-v2',
  'com.amazonaws:aws-java-sdk-core': 'java-v1',
  'com.amazonaws:aws-java-sdk-bom': 'java-v1',
  'aws-sdk-core': 'ruby',
  'aws/aws-sdk-php': 'php',
  'awssdk.core': 'dotnet',
  'aws-config': 'rust',
};

/**
 * SDKs whose id does not say which of several numbers is meant: between these two versions one may be new enough and another
 * too old; the modules of Go v2 have numbers of their own; .NET's releases are numbered apart from AWSSDK.Core.
 */
const AMBIGUOUS: Record<
  string,
  { from: string; certainFrom: string; write: string }
> = {
  'go-v2': {
    // The root module of the day of config 1.25.0.
    from: '1.22.2',
    certainFrom: '1.25.0',
    write: 'github.com/aws/aws-sdk-go-v2/config@VERSION',
  },
  dotnet: {
    from: '3.7.302',
    certainFrom: '3.7.734',
    write: 'AWSSDK.Core@VERSION',
  },
};

/** `botocore@1.34.41`, and what people write instead: a space, a colon or `==` between the two. */
function nameAndVersion(text: string): [name: string, version: string] {
  const words = text.split(/\s+/);
  const last = words.pop()!;
  if (words.length > 0) {
    return [
      words
        .join(' ')
        .replace(/(?:@|==)$/, '')
        .trimEnd(),
      last.replace(/^(?:@|==|:(?=v?\d))/, ''),
    ];
  }
  // A scope begins with a separator.
  const separator = /@|==|:(?=v?\d)/.exec(last.slice(1));
  if (!separator) return [last, ''];
  const at = separator.index + 1;
  return [last.slice(0, at), last.slice(at + separator[0].length)];
}

/** What an owner's `sdk@version` says. The weakest source: nobody checked it. */
export function judgeDeclared(text: string, minimums: Minimums): SdkJudgement {
  const [name, version] = nameAndVersion(text.trim());
  const named = PACKAGES[name.toLowerCase()];
  const row = minimums.list().find(({ sdk }) => sdk === (named ?? name));
  if (!row) {
    return {
      sdk: name,
      package: name,
      ...(version ? { version } : {}),
      supportsPodIdentity: null,
      reason: `'${name}' is no SDK that is known: write one of ${minimums
        .list()
        .map(({ sdk }) => sdk)
        .join(', ')}.`,
    };
  }
  const minimum = minimums.of(row.sdk, name);
  return {
    sdk: row.sdk,
    package: named ? name : row.title,
    ...(version ? { version } : {}),
    ...(/^\d/.test(minimum) ? { minimum } : {}),
    ...(row.officialMinimum ? { officialMinimum: row.officialMinimum } : {}),
    ...judgeVersion(row, minimum, version, named === undefined),
  };
}

function judgeVersion(
  row: SdkMinimum,
  minimum: string,
  text: string,
  byId: boolean,
): Pick<SdkJudgement, 'supportsPodIdentity' | 'reason' | 'below'> {
  const untold = (reason: string) => ({ supportsPodIdentity: null, reason });
  if (minimum === 'never') {
    return {
      supportsPodIdentity: false,
      below: row.below,
      reason: `No release of ${row.title} supports Pod Identity.`,
    };
  }
  if (minimum === 'unknown') {
    return untold(
      `From which version on ${row.title} supports Pod Identity is not known.`,
    );
  }
  const version = parseNumberedVersion(text);
  if (!version || version.numbers.length < 2) {
    return untold(
      text
        ? `'${text}' is no version: write one like ${minimum}.`
        : `No version is declared: write ${row.sdk}@VERSION.`,
    );
  }
  const enough = isAtLeast(version, minimum);
  const ambiguous = byId ? AMBIGUOUS[row.sdk] : undefined;
  if (
    ambiguous &&
    isAtLeast(version, ambiguous.from) &&
    !isAtLeast(version, ambiguous.certainFrom)
  ) {
    return untold(
      `${row.title} has several version numbers, and '${text}' may be one that is too old: write ${ambiguous.write}.`,
    );
  }
  if (enough) {
    return {
      supportsPodIdentity: true,
      reason: `Declared as ${text}, which is not below ${minimum}.`,
    };
  }
  const partial =
    row.partial !== undefined && isAtLeast(version, row.partial.from);
  return {
    supportsPodIdentity: false,
    below: partial ? row.partial!.below : row.below,
    reason: `Declared as ${text}, which is below ${minimum}.`,
  };
}

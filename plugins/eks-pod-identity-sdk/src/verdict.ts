import { ScannedFile, SdkFinding, SdkVerdict } from './result';

/** A file that was recognised and is not read: what it is, and whether it can bring something into what runs. */
export interface UnreadFile {
  path: string;
  what: string;
  counts: boolean;
}

/** What a verdict over the files of one folder is made of. */
export interface VerdictInput {
  findings: readonly SdkFinding[];
  /** Files that could not be read. */
  failed: readonly ScannedFile[];
  /** Files that count and name an installed graph in full. */
  complete: readonly string[];
  /** Files that count, do not name the whole graph, and name no SDK that decides. */
  silent: readonly string[];
  /** Files that count, do not name the whole graph, and name an SDK that decides. */
  open: readonly string[];
  /** Files that are recognised and not read. */
  unread: readonly UnreadFile[];
  /** Why not everything was seen. */
  incomplete: string | undefined;
}

/**
 * The worst decides: one that is too old, else one that is unknown or a file that could not be read or does not tell,
 * else supported. `no-aws-sdk` needs a graph that was seen in full.
 */
export function verdictOf(input: VerdictInput): {
  verdict: SdkVerdict;
  reason: string;
} {
  const deciding = input.findings.filter(finding => finding.decides);
  const tooOld = deciding.find(f => f.supportsPodIdentity === false);
  if (tooOld) return { verdict: 'too-old', reason: tell(tooOld) };

  const unclear = deciding.find(f => f.supportsPodIdentity === null);
  if (unclear) return { verdict: 'unknown', reason: tell(unclear) };

  if (input.incomplete !== undefined) {
    return {
      verdict: 'unknown',
      reason: `Not everything was read: ${input.incomplete}.`,
    };
  }
  const [failed] = input.failed;
  if (failed) {
    return {
      verdict: 'unknown',
      reason: `${failed.file} could not be read: ${failed.error}.`,
    };
  }
  const unread = input.unread.find(({ counts }) => counts);
  if (unread) return notRead(unread);

  const [silent] = input.silent;
  if (silent !== undefined) {
    return {
      verdict: 'unknown',
      reason: `${silent} names no AWS SDK, but does not tell what its dependencies bring along. A lockfile or an SBOM would tell.`,
    };
  }
  if (deciding.length > 0) {
    const [open] = input.open;
    return {
      verdict: 'supported',
      reason:
        open === undefined
          ? tell(deciding[0])
          : `${tell(
              deciding[0],
            )} SDKs that other packages in ${open} bring along can not be seen without a lockfile or an SBOM.`,
    };
  }
  if (input.complete.length > 0) {
    const unused = input.findings[0];
    return {
      verdict: 'no-aws-sdk',
      reason: unused
        ? `The only AWS SDKs are there for ${unused.scope}, ${unused.package} in ${unused.file} for one.`
        : 'No AWS SDK is among the resolved dependencies.',
    };
  }
  if (input.unread.length > 0) return notRead(input.unread[0]);
  return {
    verdict: 'unknown',
    reason:
      'There is no lockfile, manifest or SBOM that would tell the dependencies.',
  };
}

function notRead({ path, what }: UnreadFile): {
  verdict: SdkVerdict;
  reason: string;
} {
  return {
    verdict: 'unknown',
    reason: `${path} is ${what}: not read. Which dependencies it brings into the image is not known. An SBOM would tell.`,
  };
}

function tell(finding: SdkFinding): string {
  const version = finding.version ?? finding.range ?? '';
  return `${`${finding.package} ${version}`.trim()} (${finding.file}:${
    finding.line
  }): ${finding.reason}`;
}

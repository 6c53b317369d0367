import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  ScanResult,
  SdkFinding,
  kindOfFormat,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { EvidenceAt } from './links';

/** The findings of a scan as evidence, each with the place where it is written. */
export function sdkEvidenceOf(
  { files, sdks }: Pick<ScanResult, 'files' | 'sdks'>,
  at: EvidenceAt,
): SdkEvidence[] {
  const formats = new Map(files.map(({ file, format }) => [file, format]));
  return sdks.map(finding => {
    const format = formats.get(finding.file);
    return {
      source: format ? kindOfFormat(format) : 'manifest',
      ...judgementOf(finding),
      evidence: at(
        `${finding.package} ${finding.version ?? finding.range ?? ''}`.trim(),
        finding.file,
        finding.line,
      ),
    };
  });
}

function judgementOf(
  finding: SdkFinding,
): Omit<SdkEvidence, 'source' | 'evidence'> {
  const { version, range, minimum, officialMinimum, below, via } = finding;
  return {
    sdk: finding.sdk,
    package: finding.package,
    ...(version ? { version } : {}),
    ...(range ? { range } : {}),
    supportsPodIdentity: finding.supportsPodIdentity,
    ...(minimum ? { minimum } : {}),
    ...(officialMinimum ? { officialMinimum } : {}),
    ...(below ? { below } : {}),
    reason: finding.reason,
    direct: finding.direct,
    scope: finding.scope,
    ...(via.length > 0 ? { via } : {}),
  };
}

import {
  Minimums,
  parseUserAgent,
  SdkId,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { judgeDeclared } from './declared';
import { SdkJudge, SdkJudgement } from './judge';
import { judgeImage } from './wellKnownImages';

/**
 * Judges by the table of minimums and the table of well-known images.
 * @param minimums those in force (config `sdk.minimums`); default: the table as it ships
 */
export function createSdkJudge(minimums: Minimums = new Minimums()): SdkJudge {
  return {
    userAgent: text => judgeUserAgent(text, minimums),
    image: reference =>
      judgeImage(reference, sdk => minimums.row(sdk as SdkId).below),
    declared: text => judgeDeclared(text, minimums),
  };
}

let shipped: SdkJudge | undefined;

/** The judge by the tables as they ship. */
export function defaultSdkJudge(): SdkJudge {
  shipped ??= createSdkJudge();
  return shipped;
}

function judgeUserAgent(text: string, minimums: Minimums): SdkJudgement[] {
  const told = parseUserAgent(text, minimums);
  if (!told.sdk) {
    return [];
  }
  const row = minimums.row(told.sdk);
  const minimum = minimums.of(told.sdk, '*');
  const version = told.decidingVersion ?? told.version;
  return [
    {
      sdk: told.sdk,
      package: row.title,
      ...(version ? { version } : {}),
      supportsPodIdentity: told.supportsPodIdentity,
      reason: told.reason,
      ...(/^\d/.test(minimum) ? { minimum } : {}),
      ...(row.officialMinimum ? { officialMinimum: row.officialMinimum } : {}),
      ...(told.supportsPodIdentity === false ? { below: row.below } : {}),
    },
  ];
}

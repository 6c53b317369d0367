import { FoundShadow } from '../../../shadowing/shadow';
import { blankComments } from '../../../shadowing/comments';
import { blankInlineTests } from '../../../shadowing/inlineTests';
import {
  Language,
  commentStyleOf,
  languageOf,
} from '../../../shadowing/languages';
import { lineCounter } from '../../../shadowing/lines';
import { matchShadows } from '../../../shadowing/match';
import {
  callsCli,
  programOf,
  sdkUsePatterns,
  startsCli,
} from '../../../shadowing/sdkUse';

/** What one source file tells. */
export interface CodeFindings {
  /** What in it comes before Pod Identity, or goes past it. */
  providers: FoundShadow[];
  /** First line that uses an AWS SDK, or calls the AWS CLI. */
  usesSdkAt?: number;
  /** Program that it calls and that uses AWS: its version is the image's. */
  calls?: string;
}

/** A cheap look that spares most files the rest: every row of the list holds one of these words. */
const WORTH_A_LOOK =
  /aws|amazon|boto|credential|accessKeyId|access_key|fromTokenFile|fromWebToken|fromIni|fromEnv|fromInstanceMetadata|fromContainerMetadata|WebIdentity|web_identity|web-identity|profile_name|profileName|InstanceMetadata|stscreds|ec2rolecreds|WithShared|AKIA|ASIA|security-credentials|s3filesystem|NewStatic|NewSTS|NewEnv|_proxy|rusoto|s3a|-Daws|\bs3|s5cmd|chamber|eksctl|goofys|mount-s3|ssm-env|secrets?\//i;

/** Looks for what comes before Pod Identity, and for uses of an AWS SDK, in one file. Comments do not count. Pure. */
export function searchCode(
  path: string,
  text: string,
  language: Language | undefined = languageOf(path),
): CodeFindings {
  if (!language || !WORTH_A_LOOK.test(text)) return { providers: [] };
  const code = blankInlineTests(
    blankComments(text, commentStyleOf(language)),
    language,
  );
  const lineOf = lineCounter(code);
  const cli = (
    language === 'shell' || language === 'powershell' ? callsCli : startsCli
  ).exec(code);
  const use = sdkUsePatterns[language]?.exec(code) ?? cli;
  return {
    providers: matchShadows(code, language),
    ...(use
      ? {
          usesSdkAt: lineOf(
            use.index + use[0].length - use[0].trimStart().length,
          ),
        }
      : {}),
    ...(cli ? { calls: programOf(cli[0]) } : {}),
  };
}

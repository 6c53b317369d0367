import { ExplicitProviderKind } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { blankComments } from './comments';
import { commentStyleOf, languageOf } from './languages';
import { providerPatterns, sdkUsePatterns } from './patterns';

/** A place in code that builds a provider by hand. */
export interface FoundProvider {
  what: string;
  kind: ExplicitProviderKind;
  line: number;
}

/** What one source file tells. */
export interface CodeFindings {
  providers: FoundProvider[];
  /** First line that uses an AWS SDK. */
  usesSdkAt?: number;
}

/** A cheap look that spares most files the rest: every row of the tables holds one of these words. */
const WORTH_A_LOOK =
  /aws|amazon|boto|credential|accessKeyId|access_key_id|fromTokenFile|fromWebToken|fromIni|fromInstanceMetadata|fromContainerMetadata|WebIdentity|web_identity|web-identity|profile_name|InstanceMetadata|stscreds|ec2rolecreds|WithSharedConfigProfile/i;

/** Places per file and row: more of the same tell nothing new. */
const PLACES = 3;

/** Looks for explicit providers and uses of an AWS SDK in one file. Comments do not count. Pure. */
export function searchCode(path: string, text: string): CodeFindings {
  const language = languageOf(path);
  if (!language || !WORTH_A_LOOK.test(text)) return { providers: [] };
  const code = blankComments(text, commentStyleOf(language));
  const providers: FoundProvider[] = [];
  for (const { languages, pattern, what, kind } of providerPatterns) {
    if (!languages.includes(language)) continue;
    for (const index of placesOf(code, pattern)) {
      providers.push({ what, kind, line: lineOf(code, index) });
    }
  }
  const use = sdkUsePatterns[language]?.exec(code);
  return {
    providers: providers.sort((a, b) => a.line - b.line),
    ...(use
      ? { usesSdkAt: lineOf(code, use.index + leadingSpace(use[0])) }
      : {}),
  };
}

function placesOf(code: string, pattern: RegExp): number[] {
  const all = new RegExp(pattern.source, `${pattern.flags}g`);
  const places: number[] = [];
  for (const match of code.matchAll(all)) {
    places.push(match.index);
    if (places.length >= PLACES) break;
  }
  return places;
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length;
}

function lineOf(text: string, index: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at !== -1 && at < index;
    at = text.indexOf('\n', at + 1)
  ) {
    line += 1;
  }
  return line;
}

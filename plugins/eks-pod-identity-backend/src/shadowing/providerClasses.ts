import { ExplicitProviderKind } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { FoundShadow } from './shadow';
import { lineCounter } from './lines';

/**
 * Settings by which Hadoop, Spark, Flink, Iceberg, Kafka Connect and others name the classes that give credentials:
 * `fs.s3a.aws.credentials.provider`, `client.credentials-provider`, `aws.credentials.provider.class`.
 * https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html#Authenticating_with_S3
 */
const SETTING = /credentials?[-._]?provider(?:[-._]?class)?\b(?!\s*[({])/gi;

/** A class in a package: what comes from a Java machine's class path is named in full. */
const CLASS =
  /\b(?:com|org|software|io|net)\.(?:[a-z][\w]{0,60}\.){1,12}[A-Z]\w{1,120}/g;

/** Quoted, and in full: only such a name is a setting and no import. */
const QUOTED =
  /["'](?:com\.amazonaws|software\.amazon\.awssdk|org\.apache\.hadoop\.fs\.s3a)\.(?:\w{1,60}\.){0,8}[A-Z]\w{1,120}["']/g;

const PLAIN: readonly [RegExp, ExplicitProviderKind][] = [
  [/WebIdentity/, 'web-identity'],
  [
    /(?:Simple|Temporary)AWSCredentialsProvider|StaticCredentialsProvider|EnvironmentVariableCredentialsProvider|System(?:Property|Properties)CredentialsProvider|PropertiesFile/,
    'static-keys',
  ],
  [/InstanceProfile|ImdsCredentialsProvider/, 'node-role'],
  [/Profile(?:AWS)?CredentialsProvider/, 'profile'],
];

/** Those that know the container's credentials, or ask one that does. */
const GOOD =
  /(?:IAMInstance|EC2ContainerCredentialsProviderWrapper|\bContainer|\bEcs)\w*|Default(?:AWS|Aws)?Credentials?\w*|AssumedRoleCredentialProvider/;

/** More settings than any file has. */
const MOST = 200;

/**
 * Credential providers that a setting names by their classes. Of a list each is asked in turn, so one that knows the
 * container's credentials makes the list a good one: those before it have nothing to give once IRSA's variables are gone.
 */
export function providerClasses(text: string): FoundShadow[] {
  const lineOf = lineCounter(text);
  const found: FoundShadow[] = [];
  let end = 0;
  let count = 0;
  for (const match of text.matchAll(SETTING)) {
    if (match.index < end) continue;
    const before = text.slice(Math.max(0, match.index - 300), match.index);
    // An import names a class as well, and builds nothing.
    if (/^\s*(?:import|using|use)\b/.test(before.split('\n').pop()!)) continue;
    count += 1;
    if (count > MOST) break;
    const value = valueAfter(text, match.index + match[0].length);
    end = match.index + match[0].length + value.length;
    add(value.match(CLASS) ?? [], lineOf(match.index));
  }
  for (const match of [...text.matchAll(QUOTED)].slice(0, MOST)) {
    const line = lineOf(match.index);
    if (found.every(other => Math.abs(other.line - line) > 3)) {
      add(match[0].match(CLASS) ?? [], line);
    }
  }
  return found;

  function add(classes: readonly string[], line: number) {
    const names = classes.map(name => name.slice(name.lastIndexOf('.') + 1));
    if (names.some(name => GOOD.test(name) && !/^InstanceProfile/.test(name))) {
      return;
    }
    for (const name of names) {
      const kind = PLAIN.find(([pattern]) => pattern.test(name))?.[1];
      if (kind) {
        found.push({ what: name, kind, line });
        return;
      }
    }
  }
}

/** What a setting is set to: the rest of its line and those that continue it, or up to the end of an XML value. */
function valueAfter(text: string, from: number): string {
  const ahead = text.slice(from, from + 2_000);
  if (/^\s*<\/name>/.test(ahead)) {
    const close = ahead.indexOf('</value>');
    return close === -1 ? ahead : ahead.slice(0, close);
  }
  let at = 0;
  for (let rows = 0; rows < 12; rows++) {
    const next = ahead.indexOf('\n', at);
    if (next === -1) return ahead;
    const row = ahead.slice(at, next).trimEnd();
    const isEmpty = ahead.slice(0, next).replace(/["'\s=:,>[(|-]/g, '') === '';
    if (!isEmpty && !/[\\,+]$/.test(row)) return ahead.slice(0, next);
    at = next + 1;
  }
  return ahead.slice(0, at);
}

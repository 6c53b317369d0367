/**
 * Bills of materials of Maven that are known to set versions of AWS SDKs. Those of AWS give all their modules their own
 * version. Those of others set versions that only a look into them would tell, and where they come first they win.
 */

/** What a bill of materials does to versions of an AWS SDK. */
export interface KnownBom {
  /** Group ids whose artifacts it sets. */
  groups: readonly string[];
  /** Which of the artifacts: all of the group where it is absent. */
  artifacts?: RegExp;
  /** Whether the versions that it sets are its own. */
  isOwnVersion: boolean;
}

const V1 = { groups: ['com.amazonaws'], artifacts: /^aws-java-sdk(-|$)/ };
const V2 = { groups: ['software.amazon.awssdk'] };
const BOTH = { groups: ['software.amazon.awssdk', 'com.amazonaws'] };

/**
 * Which BOMs import or list the SDK's own. Those of AWS are named in its developer guides; that the others set SDK versions
 * is common knowledge of their users and not verified pom by pom, which is safe: it makes a version unknown, never known.
 */
const EXACT = new Map<string, KnownBom>([
  ['software.amazon.awssdk:bom', { ...V2, isOwnVersion: true }],
  ['software.amazon.awssdk:bom-internal', { ...V2, isOwnVersion: true }],
  ['com.amazonaws:aws-java-sdk-bom', { ...V1, isOwnVersion: true }],
  ['aws.sdk.kotlin:bom', { groups: ['aws.sdk.kotlin'], isOwnVersion: true }],
  [
    'org.springframework.cloud:spring-cloud-aws-dependencies',
    { ...V1, isOwnVersion: false },
  ],
  ['io.micronaut:micronaut-bom', { ...BOTH, isOwnVersion: false }],
  [
    'io.micronaut.platform:micronaut-platform',
    { ...BOTH, isOwnVersion: false },
  ],
  ['io.micronaut.aws:micronaut-aws-bom', { ...BOTH, isOwnVersion: false }],
  ['io.quarkus:quarkus-universe-bom', { ...BOTH, isOwnVersion: false }],
]);

const PATTERNS: [RegExp, KnownBom][] = [
  [/^io\.awspring\.cloud:/, { ...BOTH, isOwnVersion: false }],
  [/^io\.quarkiverse\.amazon\w*:[\w-]*bom$/, { ...BOTH, isOwnVersion: false }],
  [
    /^io\.quarkus\.platform:quarkus-(amazon|camel)[\w-]*bom$/,
    { ...BOTH, isOwnVersion: false },
  ],
  [
    /^org\.apache\.camel[\w.]*:camel[\w-]*(dependencies|parent)$/,
    { ...BOTH, isOwnVersion: false },
  ],
];

/** Undefined for a BOM that is not known to set versions of an AWS SDK. */
export function knownBom(
  groupId: string,
  artifactId: string,
  version: string | undefined,
): KnownBom | undefined {
  const name = `${groupId}:${artifactId}`;
  // The release trains with names of tube stations included Spring Cloud AWS; those with years do not.
  if (
    name === 'org.springframework.cloud:spring-cloud-dependencies' &&
    version !== undefined &&
    /^[A-Z]/.test(version)
  ) {
    return { ...V1, isOwnVersion: false };
  }
  return (
    EXACT.get(name) ?? PATTERNS.find(([pattern]) => pattern.test(name))?.[1]
  );
}

/** Whether the BOM sets the version of that artifact. */
export function bomCovers(
  bom: KnownBom,
  groupId: string,
  artifactId: string,
): boolean {
  return (
    bom.groups.includes(groupId) && (bom.artifacts?.test(artifactId) ?? true)
  );
}

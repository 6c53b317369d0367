import { mavenVersions } from '../versions/maven';

/** The AWS SDK for Java that a release of `org.apache.hadoop:hadoop-aws` is built on. */
export interface HadoopSdk {
  /** Its bundle, as `group:artifact`. */
  name: string;
  /** Versions that a release of Hadoop asks for. */
  range: string;
}

/**
 * Hadoop before 3.4.0 is built on AWS SDK for Java 1.x, and is older than 1.12.746 (June 2024): 3.3.4 asks for
 * aws-java-sdk-bundle 1.12.262. From 3.4.0 on it is built on 2.x: 3.4.0 asks for bundle 2.23.19, 3.4.1 for 2.24.6, later
 * ones for later ones. Source: apache/hadoop hadoop-project/pom.xml, HADOOP-19059, HADOOP-19082 (looked at 2026-11).
 */
const SDKS: { before?: string; sdk: HadoopSdk }[] = [
  {
    before: '3.4.0',
    sdk: { name: 'com.amazonaws:aws-java-sdk-bundle', range: '(,1.12.746)' },
  },
  { sdk: { name: 'software.amazon.awssdk:bundle', range: '[2.23.19,)' } },
];

/** Undefined for what is no release of Apache: a distribution may have built it on another SDK. */
export function sdkOfHadoop(version: string): HadoopSdk | undefined {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return undefined;
  return SDKS.find(
    ({ before }) =>
      before === undefined || mavenVersions.compare(version, before) < 0,
  )?.sdk;
}

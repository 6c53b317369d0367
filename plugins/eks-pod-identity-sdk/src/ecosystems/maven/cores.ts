/** A module of an AWS SDK that holds its credential chain, and comes along with every other module. */
export interface SdkCore {
  name: string;
  groupId: string;
  artifactId: string;
  isSibling(name: string): boolean;
}

/** Source: the poms of the SDKs; every service module depends on them. */
export const CORES: readonly SdkCore[] = [
  {
    name: 'software.amazon.awssdk:auth',
    groupId: 'software.amazon.awssdk',
    artifactId: 'auth',
    isSibling: name =>
      name.startsWith('software.amazon.awssdk:') && !name.endsWith(':bom'),
  },
  {
    name: 'com.amazonaws:aws-java-sdk-core',
    groupId: 'com.amazonaws',
    artifactId: 'aws-java-sdk-core',
    isSibling: name =>
      /^com\.amazonaws:aws-java-sdk(-(?!bom$|bundle$)|$)/.test(name),
  },
  {
    name: 'aws.sdk.kotlin:aws-config',
    groupId: 'aws.sdk.kotlin',
    artifactId: 'aws-config',
    isSibling: name =>
      name.startsWith('aws.sdk.kotlin:') && !name.endsWith(':bom'),
  },
];

/** The core that comes along with a module; undefined for what is no module of an SDK. */
export function coreOf(name: string): SdkCore | undefined {
  return CORES.find(core => core.isSibling(name));
}

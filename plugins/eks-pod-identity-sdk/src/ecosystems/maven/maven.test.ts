import { scanTable } from '../../testSupport/scanTable';

describe('Maven', () => {
  scanTable(__dirname, [
    {
      name: 'versions written at a dependency are compared with the minimum of each SDK',
      folder: 'direct',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.21.30 pom.xml:10 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-sqs 1.12.745 pom.xml:15 runtime direct: too old',
      ],
    },
    {
      name: 'a BOM gives its version, through properties of properties',
      folder: 'property-bom',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:dynamodb-enhanced 2.21.29 pom.xml:25 runtime direct: too old',
        'java-v2 software.amazon.awssdk:sts 2.21.29 pom.xml:29 runtime direct: too old',
      ],
    },
    {
      name: 'a property that one module overrides makes its BOM an older one there',
      folder: 'override-in-child',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:sqs 2.25.60 new/pom.xml:13 runtime direct: supported',
        'java-v2 software.amazon.awssdk:sqs 2.17.100 old/pom.xml:16 runtime direct: too old',
      ],
    },
    {
      name: 'a parent that is absent leaves versions and properties unknown',
      folder: 'absent-parent',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 ? pom.xml:14 runtime direct: unknown',
        'java-v1 com.amazonaws:aws-java-sdk-s3 ? pom.xml:18 runtime direct: unknown',
      ],
      reason: /service-parent:7\.3\.0 is not in the repository/,
    },
    {
      name: 'a BOM of others that comes first sets a version that only a look into it would tell',
      folder: 'shadow-bom',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 ? pom.xml:32 runtime direct: unknown',
      ],
    },
    {
      name: 'the credential chain has the version of the BOM, whatever that of the service module is',
      folder: 'managed-core',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:bedrockruntime 2.25.60 pom.xml:21 runtime direct: too old',
        'java-v2 software.amazon.awssdk:auth 2.17.290 pom.xml:21 runtime via software.amazon.awssdk:bedrockruntime: too old',
      ],
    },
    {
      name: 'every profile is looked at, for its properties and its dependencies',
      folder: 'profiles',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.25.60 pom.xml:13 runtime direct: supported',
        'java-v2 software.amazon.awssdk:s3 2.20.0 pom.xml:13 runtime direct: too old',
        'java-v2 software.amazon.awssdk:sqs 2.25.60 pom.xml:29 optional direct: supported',
      ],
    },
    {
      name: 'what the tests need does not decide, and what the platform provides proves nothing',
      folder: 'test-and-provided',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.10.0 pom.xml:10 test direct: too old',
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.12.750 pom.xml:16 provided direct: unknown',
      ],
    },
    {
      name: 'a range tells only where its top is too old',
      folder: 'range',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 [2.20,3.0) pom.xml:10 runtime direct: unknown',
        'java-v1 com.amazonaws:aws-java-sdk-s3 [1.11,1.12) pom.xml:15 runtime direct: too old',
      ],
    },
    {
      name: 'a BOM of the repository itself is read',
      folder: 'inner-bom',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:kinesis 2.21.30 service/pom.xml:21 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-core 1.12.746 service/pom.xml:25 runtime direct: supported',
      ],
    },
    {
      name: 'a parent whose modules are elsewhere tells what they run',
      folder: 'lone-parent',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-bom 1.12.300 pom.xml:12 runtime direct: too old',
      ],
    },
    {
      name: 'Kafka IAM authentication brings SDKs in versions that are not written here',
      folder: 'brought',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:auth ? pom.xml:10 runtime via software.amazon.msk:aws-msk-iam-auth: unknown',
        'java-v1 com.amazonaws:aws-java-sdk-core ? pom.xml:10 runtime via software.amazon.msk:aws-msk-iam-auth: unknown',
      ],
    },
    {
      name: 'the Kotlin SDK has it in a beta, and the Clojure client is judged by its own minimum',
      folder: 'kotlin',
      verdict: 'too-old',
      sdks: [
        'kotlin aws.sdk.kotlin:s3-jvm 0.33.1-beta pom.xml:10 runtime direct: supported',
        'clojure com.cognitect.aws:api 0.8.692 pom.xml:15 runtime direct: too old',
      ],
    },
    {
      name: 'a service module is judged by the credential chain that is asked for beside it',
      folder: 'explicit-core',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:auth 2.20.0 pom.xml:10 runtime direct: too old',
        'java-v2 software.amazon.awssdk:s3 2.25.60 pom.xml:15 runtime direct: too old',
      ],
    },
    {
      name: 'neither CDK libraries nor types of Lambda events are SDKs, and no lockfile tells the rest',
      folder: 'cdk-and-lambda',
      verdict: 'unknown',
      sdks: [],
    },
  ]);
});

import { scanTable } from '../../testSupport/scanTable';

describe('Gradle', () => {
  scanTable(__dirname, [
    {
      name: 'a lockfile decides over scripts and catalogs, and its test classpath does not',
      folder: 'lockfile',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-core 1.12.261 gradle.lockfile:4 test found: too old',
        'java-v2 software.amazon.awssdk:auth 2.20.136 gradle.lockfile:6 runtime found: too old',
      ],
    },
    {
      name: 'a version catalog tells the versions, and the scripts for what they are',
      folder: 'catalog',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.21.30 gradle/libs.versions.toml:7 runtime direct: supported',
        'java-v2 software.amazon.awssdk:dynamodb 2.10.0 gradle/libs.versions.toml:9 test direct: too old',
        'java-v1 com.amazonaws:aws-java-sdk-sqs 1.12.745 gradle/libs.versions.toml:8 runtime direct: too old',
      ],
    },
    {
      name: 'a platform raises what is written lower, but no strict version, and only for what runs',
      folder: 'raised',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.25.10 build.gradle:4 runtime direct: supported',
        'java-v2 software.amazon.awssdk:sqs 2.26.0 build.gradle:5 runtime direct: supported',
        'java-v2 software.amazon.awssdk:sns 2.17.100 build.gradle:6 runtime direct: too old',
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.12.400 build.gradle:8 runtime direct: too old',
      ],
    },
    {
      name: 'a Groovy script with a platform, a map notation and a variable is read',
      folder: 'groovy',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:sqs 2.20.26 build.gradle:9 runtime direct: too old',
        'java-v2 software.amazon.awssdk:dynamodb-enhanced 2.20.26 build.gradle:11 runtime direct: too old',
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.12.770 build.gradle:10 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-sqs 1.11.100 build.gradle:14 test direct: too old',
      ],
    },
    {
      name: 'an enforced platform of the root script decides for its subprojects, whatever they write',
      folder: 'groovy-root',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:sts 2.25.10 api/build.gradle:2 runtime direct: supported',
        'java-v2 software.amazon.awssdk:kinesis 2.5.0 worker/build.gradle:2 runtime direct: supported',
        'java-v2 software.amazon.awssdk:auth 2.25.10 worker/build.gradle:2 runtime via software.amazon.awssdk:kinesis: supported',
      ],
    },
    {
      name: 'a Kotlin script takes versions from gradle.properties and from extra',
      folder: 'kotlin-dsl',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.22.5 build.gradle.kts:5 runtime direct: supported',
        'kotlin aws.sdk.kotlin:s3 1.0.30 build.gradle.kts:6 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-core 1.12.746 build.gradle.kts:7 runtime direct: supported',
      ],
    },
    {
      name: 'objects of buildSrc name the libraries that the scripts add',
      folder: 'build-src',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.17.12 buildSrc/src/main/kotlin/Dependencies.kt:6 runtime direct: too old',
        'java-v2 software.amazon.awssdk:sqs 2.17.12 buildSrc/src/main/kotlin/Dependencies.kt:7 test direct: too old',
      ],
    },
    {
      name: "the Spring plugin's BOM sets a version that only a look into it would tell",
      folder: 'spring-plugin',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:s3-transfer-manager ? build.gradle:12 runtime direct: unknown',
      ],
    },
    {
      name: 'properties are found by name',
      folder: 'properties',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:lambda 2.21.29 build.gradle:2 runtime direct: too old',
        'java-v2 software.amazon.awssdk:ec2 2.21.29 build.gradle:3 runtime direct: too old',
      ],
    },
    {
      name: 'a variable that is set twice means both versions',
      folder: 'multi-version',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.16.0 build.gradle:8 runtime direct: too old',
        'java-v2 software.amazon.awssdk:s3 2.25.0 build.gradle:8 runtime direct: supported',
      ],
    },
    {
      name: 'the lockfiles of older Gradle versions are read, each for its configuration',
      folder: 'old-locks',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-core 1.11.1000 gradle/dependency-locks/runtimeClasspath.lockfile:2 runtime found: too old',
        'java-v1 com.amazonaws:aws-java-sdk-core 1.11.1 gradle/dependency-locks/testRuntimeClasspath.lockfile:1 test found: too old',
      ],
    },
    {
      name: 'a lockfile of the Nebula plugins tells the path',
      folder: 'nebula',
      verdict: 'supported',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-core 1.12.800 dependencies.lock:6 runtime via com.amazonaws:aws-java-sdk-s3: supported',
      ],
    },
    {
      name: 'tests and build scripts do not decide, and what is only compiled against proves nothing',
      folder: 'test-only',
      verdict: 'unknown',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-core 1.12.800 build.gradle:10 provided direct: unknown',
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.11.0 build.gradle:3 build direct: too old',
        'java-v2 software.amazon.awssdk:s3 2.10.0 build.gradle:8 test direct: too old',
        'java-v2 software.amazon.awssdk:sqs 2.10.0 build.gradle:9 test direct: too old',
      ],
    },
    {
      name: 'what is set nowhere is unknown',
      folder: 'unresolved',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 ? build.gradle:2 runtime direct: unknown',
        'java-v2 software.amazon.awssdk:sqs ? build.gradle:3 runtime direct: unknown',
        'java-v2 software.amazon.awssdk:sns 2.+ build.gradle:4 runtime direct: unknown',
      ],
    },
    {
      name: 'a BOM of a catalog gives its version',
      folder: 'version-catalog-bom',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:sts 2.26.0 build.gradle.kts:3 runtime direct: supported',
      ],
    },
    {
      name: 'an enforced platform sets the version of the credential chain',
      folder: 'enforced',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.25.0 build.gradle:3 runtime direct: too old',
        'java-v2 software.amazon.awssdk:auth 2.18.0 build.gradle:3 runtime via software.amazon.awssdk:s3: too old',
      ],
    },
    {
      name: 'comments are not code, and constraints give versions',
      folder: 'commented',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.25.0 build.gradle:6 runtime direct: supported',
        'java-v2 software.amazon.awssdk:sqs 2.25.1 build.gradle:8 runtime direct: supported',
      ],
    },
    {
      name: 'a script that another one applies names the libraries',
      folder: 'apply-from',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.24.0 gradle/dependencies.gradle:5 runtime direct: supported',
        'java-v2 software.amazon.awssdk:sqs 2.24.0 gradle/dependencies.gradle:6 test direct: supported',
      ],
    },
  ]);
});

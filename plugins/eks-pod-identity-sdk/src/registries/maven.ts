import { Registry } from '../registry';
import { mavenVersions } from '../versions/maven';

/** Maven's repositories, for Maven, Gradle and sbt. Names are `group:artifact`. All modules of an AWS SDK for Java share its version. */
export const maven: Registry = {
  id: 'maven',
  purlTypes: ['maven'],
  versions: mavenVersions,
  sdks: [
    {
      sdk: 'java-v2',
      decides: ['software.amazon.awssdk:auth'],
      sharesVersion: ['software.amazon.awssdk:*'],
      brings: [
        'com.amazonaws.secretsmanager:*',
        'io.awspring.cloud:*',
        'io.micronaut.aws:micronaut-aws-sdk-*',
        'io.micronaut.aws:micronaut-aws-parameter-store',
        'io.micronaut.aws:micronaut-aws-secretsmanager',
        'io.quarkiverse.amazonservices:*',
        'org.apache.camel:camel-aws2-*',
        'org.apache.camel.quarkus:camel-quarkus-aws2-*',
        'org.apache.camel.springboot:camel-aws2-*',
        'org.apache.hadoop:hadoop-aws',
        'org.apache.iceberg:iceberg-aws*',
        'software.amazon.kinesis:*',
        'software.amazon.lambda:powertools-idempotency*',
        'software.amazon.lambda:powertools-large-messages*',
        'software.amazon.lambda:powertools-parameters*',
        'software.amazon.lambda:powertools-sqs',
        'software.amazon.msk:aws-msk-iam-auth',
        'software.amazon.payloadoffloading:*',
      ],
    },
    {
      sdk: 'java-v1',
      decides: ['com.amazonaws:aws-java-sdk-core'],
      sharesVersion: [
        'com.amazonaws:aws-java-sdk',
        'com.amazonaws:aws-java-sdk-*',
      ],
      brings: [
        'amazonica:amazonica',
        'com.amazonaws:amazon-kinesis-*',
        'com.amazonaws:amazon-sqs-java-*',
        'com.amazonaws:dynamodb-lock-client',
        'com.amazonaws:dynamodb-streams-kinesis-adapter',
        'org.apache.camel:camel-aws-*',
        'org.apache.hadoop:hadoop-aws',
        'org.springframework.cloud:spring-cloud-aws-*',
        'org.springframework.cloud:spring-cloud-starter-aws*',
        'org.springframework.integration:spring-integration-aws',
        'software.amazon.msk:aws-msk-iam-auth',
      ],
    },
    {
      sdk: 'kotlin',
      decides: ['aws.sdk.kotlin:aws-config', 'aws.sdk.kotlin:aws-config-jvm'],
      sharesVersion: ['aws.sdk.kotlin:*'],
    },
    { sdk: 'minio-java', decides: ['io.minio:minio'] },
    {
      sdk: 'clojure',
      decides: ['com.cognitect.aws:api'],
      // Each service is a package of data, which the API reads.
      hints: ['com.cognitect.aws:*'],
      except: ['com.cognitect.aws:endpoints'],
    },
  ],
};

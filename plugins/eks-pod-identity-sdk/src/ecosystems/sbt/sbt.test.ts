import { scanTable } from '../../testSupport/scanTable';

describe('sbt', () => {
  scanTable(__dirname, [
    {
      name: 'modules of build.sbt are read, with their configurations',
      folder: 'direct',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.20.5 build.sbt:10 runtime direct: too old',
        'java-v2 software.amazon.awssdk:dynamodb 2.20.5 build.sbt:12 test direct: too old',
        'java-v2 software.amazon.awssdk:sts 2.21.30 build.sbt:13 test direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-sqs 1.12.780 build.sbt:11 runtime direct: supported',
      ],
    },
    {
      name: 'objects of the project folder give names to modules and versions, and plugins do not decide',
      folder: 'dependencies-object',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.25.0 project/Dependencies.scala:9 runtime direct: supported',
        'java-v2 software.amazon.awssdk:* 2.25.0 project/Dependencies.scala:13 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-sqs 1.11.900 project/Dependencies.scala:10 runtime direct: too old',
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.11.0 project/plugins.sbt:2 build direct: too old',
      ],
    },
    {
      name: 'what is set nowhere is unknown',
      folder: 'unknown',
      verdict: 'unknown',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 ? build.sbt:1 runtime direct: unknown',
        'java-v2 software.amazon.awssdk:sqs ? build.sbt:2 provided direct: unknown',
      ],
    },
    {
      name: 'texts may hold code that holds texts, and versions may stand in an object without a name',
      folder: 'texts',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3-transfer-manager 2.28.16 project/Dependencies.scala:17 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.12.100 project/Dependencies.scala:18 runtime direct: too old',
      ],
    },
    {
      name: "Mill's notation is read",
      folder: 'mill',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.22.0 build.sc:7 runtime direct: supported',
      ],
    },
  ]);
});

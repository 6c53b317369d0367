import { scanTable } from '../../testSupport/scanTable';

describe('Clojure', () => {
  scanTable(__dirname, [
    {
      name: 'deps.edn tells an old SDK beside a lockfile without any',
      folder: 'beside-npm',
      verdict: 'too-old',
      sdks: [
        'java-v2 software.amazon.awssdk:s3 2.20.68 backend/deps.edn:3 runtime direct: too old',
        'java-v2 software.amazon.awssdk:sts 2.20.68 backend/deps.edn:4 runtime direct: too old',
      ],
    },
    {
      name: 'aliases for tests and builds do not decide, and what is taken out is not there',
      folder: 'aliases',
      verdict: 'too-old',
      sdks: [
        'clojure com.cognitect.aws:api 0.8.692 deps.edn:3 runtime direct: too old',
        'java-v2 software.amazon.awssdk:sqs 2.25.0 deps.edn:7 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-dynamodb 1.12.100 deps.edn:10 test direct: too old',
      ],
    },
    {
      name: 'project.clj has managed versions, profiles and plugins',
      folder: 'leiningen',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-s3 1.12.780 project.clj:5 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-sqs 1.12.700 project.clj:6 runtime direct: too old',
        'java-v2 software.amazon.awssdk:sts 2.20.5 project.clj:7 test direct: too old',
        'java-v2 software.amazon.awssdk:s3 2.17.0 project.clj:10 development direct: too old',
      ],
    },
    {
      name: 'what comes from git has no version',
      folder: 'git',
      verdict: 'unknown',
      sdks: [
        'clojure com.cognitect.aws:api ? deps.edn:1 runtime direct: unknown',
      ],
    },
    {
      name: 'aws-api supports it since 0.8.847',
      folder: 'new',
      verdict: 'supported',
      sdks: [
        'clojure com.cognitect.aws:api 0.8.847 deps.edn:1 runtime direct: supported',
      ],
    },
  ]);
});

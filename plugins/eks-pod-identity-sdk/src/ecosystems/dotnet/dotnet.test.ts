import { scanTable } from '../../testSupport/scanTable';

describe('.NET', () => {
  scanTable(__dirname, [
    {
      name: 'a packages.lock.json tells the core of each target framework, and the oldest decides',
      folder: 'lock',
      verdict: 'too-old',
      sdks: [
        'dotnet AWSSDK.Core 3.7.300.6 packages.lock.json:14 runtime via AWSSDK.S3: too old',
        'dotnet AWSSDK.Core 3.7.302 packages.lock.json:21 runtime direct: supported',
      ],
    },
    {
      name: 'a project takes properties from Directory.Build.props; service packages are no proof beside the core',
      folder: 'project',
      verdict: 'too-old',
      sdks: [
        'dotnet AWSSDK.Core 3.7.301.34 App.fsproj:6 runtime direct: too old',
      ],
    },
    {
      name: 'central versions are those of the projects, test projects do not decide',
      folder: 'central',
      verdict: 'supported',
      sdks: [
        'dotnet AWSSDK.Kinesis 4.0.1 Directory.Packages.props:8 unknown direct: supported',
        'dotnet AWSSDK.Core 3.7.100 src/Api.Tests/Api.Tests.csproj:3 test direct: too old',
        'dotnet AWSSDK.Core 3.7.400 src/Api/Api.csproj:3 runtime direct: supported',
      ],
    },
    {
      name: 'a floating version tells only where its top is too old',
      folder: 'floating',
      verdict: 'too-old',
      sdks: [
        'dotnet AWSSDK.Core 3.7.* App.csproj:3 runtime direct: unknown',
        'dotnet AWSSDK [2.0,3.0) App.csproj:4 runtime direct: too old',
      ],
    },
    {
      name: 'service packages from 3.7.400 on need a core of 3.7.400',
      folder: 'services-only',
      verdict: 'supported',
      sdks: [
        'dotnet AWSSDK.S3 3.7.400.1 App.vbproj:3 runtime direct: supported',
      ],
      reason: /3\.7\.400\.1 is not below 3\.7\.400/,
    },
    {
      name: 'service packages of version 4 need a core of version 4',
      folder: 'version-4',
      verdict: 'supported',
      sdks: ['dotnet AWSSDK.S3 4.0.0.1 App.csproj:3 runtime direct: supported'],
    },
    {
      name: 'packages.config names all that is installed',
      folder: 'config',
      verdict: 'too-old',
      sdks: [
        'dotnet AWSSDK.Core 3.3.107.36 packages.config:3 runtime found: too old',
      ],
    },
    {
      name: 'a reference into the folder of packages tells the version by that folder, and no other reference does',
      folder: 'unpacked',
      verdict: 'too-old',
      sdks: [
        'dotnet AWSSDK.Core 3.3.24.2 App.csproj:5 runtime direct: too old',
      ],
    },
    {
      name: 'a property with conditions means all its values, one that is not set means none',
      folder: 'conditions',
      verdict: 'too-old',
      sdks: [
        'dotnet AWSSDK.Core 3.7.100.0 App.csproj:9 runtime direct: too old',
        'dotnet AWSSDK.Core 3.7.302.15 App.csproj:9 runtime direct: supported',
      ],
    },
    {
      name: 'what a restore left behind decides over the project',
      folder: 'assets',
      verdict: 'supported',
      sdks: [
        'dotnet AWSSDK.Core 3.7.402.1 obj/project.assets.json:5 runtime via AWSSDK.SQS: supported',
      ],
    },
    {
      name: 'a paket.lock is read by groups',
      folder: 'paket',
      verdict: 'supported',
      sdks: [
        'dotnet AWSSDK.Core 3.7.303.1 paket.lock:4 runtime found: supported',
        'dotnet AWSSDK.Core 3.3.1 paket.lock:12 test found: too old',
      ],
    },
    {
      name: 'ids are the same in any case, and the first good core is good',
      folder: 'case',
      verdict: 'supported',
      sdks: [
        'dotnet AWSSDK.Core 3.7.302.0 packages.lock.json:5 runtime found: supported',
      ],
    },
  ]);
});

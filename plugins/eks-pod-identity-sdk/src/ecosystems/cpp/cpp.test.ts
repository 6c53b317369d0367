import { scanTable } from '../../testSupport/scanTable';

describe('C++', () => {
  scanTable(__dirname, [
    {
      name: 'a conan.lock of Conan 2 decides over the range of the conanfile',
      folder: 'conan-lock',
      verdict: 'supported',
      sdks: ['cpp aws-sdk-cpp 1.11.352 conan.lock:5 runtime found: supported'],
    },
    {
      name: 'a conan.lock of Conan 1 is read',
      folder: 'conan-1',
      verdict: 'too-old',
      sdks: ['cpp aws-sdk-cpp 1.9.234 conan.lock:5 runtime found: too old'],
    },
    {
      name: 'conanfiles tell versions, ranges and what is for tests',
      folder: 'conanfile',
      verdict: 'too-old',
      sdks: [
        'cpp aws-sdk-cpp 1.11.100 conanfile.py:5 runtime direct: too old',
        'cpp aws-sdk-cpp 1.8.0 conanfile.py:8 test direct: too old',
        'cpp aws-sdk-cpp >=1.11.300 <2 conanfile.txt:2 runtime direct: supported',
      ],
    },
    {
      name: 'a lower bound of vcpkg is a bound',
      folder: 'vcpkg',
      verdict: 'supported',
      sdks: [
        'cpp aws-sdk-cpp >=1.11.300 vcpkg.json:4 runtime direct: supported',
      ],
    },
    {
      name: 'an override of vcpkg is a version',
      folder: 'vcpkg-override',
      verdict: 'too-old',
      sdks: ['cpp aws-sdk-cpp 1.11.225#1 vcpkg.json:2 runtime direct: too old'],
    },
    {
      name: 'the tag that CMake fetches is a version',
      folder: 'fetch',
      verdict: 'supported',
      sdks: [
        'cpp aws-sdk-cpp 1.11.263 CMakeLists.txt:6 runtime direct: supported',
      ],
    },
    {
      name: 'what is installed where it is built is unknown, a package of CPM is not',
      folder: 'installed',
      verdict: 'too-old',
      sdks: [
        'cpp aws-sdk-cpp ? CMakeLists.txt:1 runtime direct: unknown',
        'cpp aws-sdk-cpp 1.11.200 deps.cmake:1 runtime direct: too old',
      ],
    },
  ]);
});

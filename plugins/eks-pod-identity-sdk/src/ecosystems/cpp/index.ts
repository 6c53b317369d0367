import { Ecosystem } from '../../ecosystem';
import { conan } from '../../registries/conan';
import { extractCmake } from './cmake';
import {
  extractConanLock,
  extractConanfilePy,
  extractConanfileTxt,
} from './conan';
import { extractVcpkg } from './vcpkg';

/** C++: Conan, vcpkg, and sources that CMake fetches. */
export const cpp: Ecosystem = {
  name: 'cpp',
  registry: conan,
  formats: [
    {
      name: 'conan-lock',
      patterns: [/(^|\/)conan\.lock$/],
      locks: ['conanfile-txt', 'conanfile-py'],
      extract: extractConanLock,
    },
    {
      name: 'conanfile-txt',
      patterns: [/(^|\/)conanfile\.txt$/],
      extract: extractConanfileTxt,
    },
    {
      name: 'conanfile-py',
      patterns: [/(^|\/)conanfile\.py$/],
      extract: extractConanfilePy,
    },
    {
      name: 'vcpkg',
      patterns: [/(^|\/)vcpkg\.json$/],
      extract: extractVcpkg,
    },
    {
      name: 'cmake',
      patterns: [/(^|\/)(CMakeLists\.txt|[^/]+\.cmake)$/],
      extract: extractCmake,
    },
  ],
};

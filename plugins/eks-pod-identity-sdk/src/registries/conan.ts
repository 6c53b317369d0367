import { Registry } from '../registry';
import { conanVersions } from '../versions/conan';

/** Conan, vcpkg and sources of C++: one package, in whatever way it comes. */
export const conan: Registry = {
  id: 'conan',
  purlTypes: ['conan', 'vcpkg'],
  versions: conanVersions,
  sdks: [{ sdk: 'cpp', decides: ['aws-sdk-cpp'] }],
};

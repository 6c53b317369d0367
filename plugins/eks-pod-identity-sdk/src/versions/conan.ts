import { dottedOrder } from './dotted';

/** Versions of Conan, vcpkg and git tags: numbers with dots. vcpkg adds the number of a port (`#1`). */
export const conanVersions = dottedOrder('conan', 'minor');

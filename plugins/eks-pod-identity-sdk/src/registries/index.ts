import { Registry } from '../registry';
import { conan } from './conan';
import { cpan } from './cpan';
import { cran } from './cran';
import { crates } from './crates';
import { deno } from './deno';
import { go } from './go';
import { hex } from './hex';
import { image } from './image';
import { maven } from './maven';
import { npm } from './npm';
import { nuget } from './nuget';
import { packagist } from './packagist';
import { psgallery } from './psgallery';
import { pypi } from './pypi';
import { rubygems } from './rubygems';
import { swift } from './swift';

/** All package registries. SBOMs name packages of any of them. */
export const registries: readonly Registry[] = [
  npm,
  pypi,
  rubygems,
  maven,
  go,
  nuget,
  psgallery,
  packagist,
  crates,
  conan,
  hex,
  swift,
  image,
  deno,
  cpan,
  cran,
];

import { Ecosystem } from '../../ecosystem';
import { maven as registry } from '../../registries/maven';
import { extractPom } from './extract';

/** Maven: pom.xml, with the parents and the bills of materials that the repository has itself. */
export const maven: Ecosystem = {
  name: 'maven',
  registry,
  formats: [
    {
      name: 'maven-pom',
      patterns: [/(^|\/)pom\.xml$/],
      extract: extractPom,
    },
  ],
};

import { FAILSAFE_SCHEMA, YAMLException, load } from 'js-yaml';
import { FileFault } from '../../../ecosystem';

/** YAML as data; all scalars are text. Throws a {@link FileFault} with the line of the fault. */
export function parseYaml(text: string): unknown {
  try {
    return load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new FileFault(`is not YAML: ${error.reason}`, error.mark?.line + 1);
    }
    throw error;
  }
}

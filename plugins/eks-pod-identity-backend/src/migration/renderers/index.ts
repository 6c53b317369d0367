import { PlanRenderer } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { awsCliRenderer } from './awsCli';
import { terraformRenderer } from './terraform';

/** The formats that ship with the plugin; others come through the extension point. */
export const builtinRenderers: PlanRenderer[] = [
  terraformRenderer,
  awsCliRenderer,
];

import {
  Artifact,
  Plan,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { TerraformFacts } from './facts';

/** What a renderer may know beside the plan. */
export interface RenderContext {
  terraform: TerraformFacts[];
}

/** Renders a plan in one format. Pure. */
export interface PlanRenderer {
  /** Name in the API's path: `terraform`, `aws-cli`. */
  format: string;
  title: string;
  render(plan: Plan, context: RenderContext): Artifact;
}

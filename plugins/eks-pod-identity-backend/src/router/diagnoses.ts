import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { diagnose } from '../diagnosis/diagnose';
import { ApiContext } from './context';
import { Serve } from './serve';

/** Routes of diagnoses. */
export function serveDiagnoses(
  serve: Serve,
  { view, access }: ApiContext,
): void {
  serve(routes.diagnose, async ({ body, caller }) => {
    await access.requireRead(caller);
    return diagnose(body.text, await view.current());
  });
}

import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('./auth/demoUsers'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions/policyModule'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-scaffolder-backend'));

backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@leaving-irsa/backstage-plugin-eks-pod-identity-backend'));
backend.add(
  import(
    '@leaving-irsa/backstage-plugin-scaffolder-backend-module-eks-pod-identity'
  ),
);

backend.start();

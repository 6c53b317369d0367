import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';
import { navModule } from './nav';
import { signInModule } from './signIn';

/**
 * The portal on the new frontend system. Plugins are found in the dependencies (`app.packages: all`); what is written
 * here is only what an app decides by itself.
 */
export default createApp({
  features: [homeModule, navModule, signInModule],
});

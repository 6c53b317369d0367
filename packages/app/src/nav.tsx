import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import {
  Settings as SidebarSettings,
  UserSettingsSignInAvatar,
} from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import PodIdentityIcon from '@material-ui/icons/VpnKey';
import { SidebarTitle } from './SidebarTitle';

/** The sidebar: Pod Identity, the catalog, then whatever else the plugins bring. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    NavContentBlueprint.make({
      params: {
        component: ({ navItems }) => {
          const fleet = navItems.take('page:eks-pod-identity');
          const catalog = navItems.take('page:catalog');
          // These have entries of their own at the bottom, or on entity pages.
          navItems.take('page:notifications');
          navItems.take('page:user-settings');
          navItems.take('page:catalog-graph');
          const others = navItems.rest();
          return (
            <Sidebar>
              <SidebarTitle />
              <SidebarDivider />
              <SidebarGroup label="Menu" icon={<MenuIcon />}>
                {fleet && (
                  <SidebarItem
                    icon={PodIdentityIcon}
                    to={fleet.href}
                    text="Pod Identity"
                  />
                )}
                {catalog && (
                  <SidebarItem
                    icon={() => catalog.icon}
                    to={catalog.href}
                    text={catalog.title}
                  />
                )}
                {others.length > 0 && <SidebarDivider />}
                {others.map(({ href, icon, title }) => (
                  <SidebarItem
                    key={href}
                    icon={() => icon}
                    to={href}
                    text={title}
                  />
                ))}
              </SidebarGroup>
              <SidebarSpace />
              <SidebarDivider />
              <NotificationsSidebarItem />
              <SidebarGroup
                label="Settings"
                icon={<UserSettingsSignInAvatar />}
                to="/settings"
              >
                <SidebarSettings />
              </SidebarGroup>
            </Sidebar>
          );
        },
      },
    }),
  ],
});

import { ReactNode } from 'react';
import {
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarPage,
  SidebarSpace,
} from '@backstage/core-components';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { Settings as SidebarSettings } from '@backstage/plugin-user-settings';
import CategoryIcon from '@material-ui/icons/Category';
import PodIdentityIcon from '@material-ui/icons/VpnKey';

/** The frame of all pages. */
export const Root = ({ children }: { children?: ReactNode }) => (
  <SidebarPage>
    <Sidebar>
      <SidebarItem
        icon={PodIdentityIcon}
        to="eks-pod-identity"
        text="Pod Identity"
      />
      <SidebarItem icon={CategoryIcon} to="catalog" text="Catalog" />
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem />
      <SidebarSettings />
    </Sidebar>
    {children}
  </SidebarPage>
);

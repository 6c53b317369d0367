export interface Config {
  permission?: {
    /** Groups that approve, carry out and administer: `group:default/platform`. */
    platformTeams?: string[];
  };

  /** Sign-in without passwords, to try the portal out. Not loaded under NODE_ENV=production. */
  demo?: {
    users?: Array<{
      /** `user:default/NAME`, an entity of the catalog. */
      entityRef: string;
    }>;
  };
}

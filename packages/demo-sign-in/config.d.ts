export interface Config {
  /** Who is offered on the sign-in page. */
  demo?: {
    /** @deepVisibility frontend */
    users?: Array<{
      /** `user:default/NAME`, an entity of the catalog. */
      entityRef: string;
      /** Name of the person. */
      title: string;
      /** Team and part of the person. */
      description?: string;
    }>;
  };
}

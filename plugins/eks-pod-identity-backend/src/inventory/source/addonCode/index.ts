export { readAddonCode } from './addonCode';
export { isAddonTemplate } from './templates';

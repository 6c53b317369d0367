export { startSimulator, type SimulatorOptions } from './server/startSimulator';
export { PortError, type Simulator } from './server/run';
export type { SimulatorControl } from './control/simulatorControl';
export {
  loadAccountFile,
  parseAccount,
  type LoadedAccount,
} from './account/load';
export { AccountFileError, type AccountFault } from './account/faults';
export type { AccountFile } from './account/schema';
export { accountFileJsonSchema } from './account/jsonSchema';

export { type AppOptions, createApp } from './app.ts';
export { Door, type Guarded } from './door/door.ts';
export { isToken, newToken } from './door/token.ts';
export type {
  ExportedAs,
  ExportRequest,
  Exports,
  MadeExport,
  SweepExport,
  TrialExport,
} from './exports/exports.ts';
export { isLoopback } from './http/hosts.ts';
export { checkPort } from './http/listen.ts';
export type { Classifier, TrainedNetwork } from './network/classifier.ts';
export type { ImageSource, ImagesAtHand, TestImages } from './network/imageSource.ts';
export type { FirstSteps } from './pages/firstSteps.ts';
export type { StaticPages } from './rendering/staticPages.ts';
export { type RunningServer, type ServerOptions, startServer } from './startServer.ts';

export { type AppOptions, createApp } from './app.ts';
export type { Classifier, TrainedNetwork } from './classifier.ts';
export { Door, type Guarded } from './door.ts';
export type {
  ExportedAs,
  ExportRequest,
  Exports,
  MadeExport,
  SweepExport,
  TrialExport,
} from './exports.ts';
export { isLoopback } from './hosts.ts';
export type { ImageSource, ImagesAtHand, TestImages } from './imageSource.ts';
export { checkPort } from './listen.ts';
export { type RunningServer, type ServerOptions, startServer } from './startServer.ts';
export type { StaticPages } from './staticPages.ts';
export { isToken, newToken } from './token.ts';

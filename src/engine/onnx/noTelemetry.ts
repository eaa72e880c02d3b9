/**
 * ONNX Runtime's builds report their use to its maker unless this is set before the library loads; nothing that
 * runs here is anybody else's business. To be imported before `onnxruntime-node`. In a worker thread it takes
 * effect only where the thread shares the process's environment.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';

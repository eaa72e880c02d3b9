/**
 * ONNX Runtime's builds report their use to its maker unless this is set before the library loads; nobody
 * else may know what runs here. Must be imported before `onnxruntime-node`. In a worker thread, it takes
 * effect only if the thread shares the process's environment.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';

import { PassThrough } from 'node:stream';
import type { SweepError } from '../../src/errors.ts';
import type { ExportRequest, Exports, TrialExport } from '../../src/server/index.ts';

/** A service that exports texts, at once or when the test says so. */
export class PlainExports implements Exports {
  readonly ofSweep = [
    {
      title: 'Report',
      purpose: 'leaderboard and charts on one page',
      files: [
        { name: 'report.html', title: 'HTML', ending: '-report.html' },
        { name: 'report.md', title: 'Markdown', ending: '-report.md' },
      ],
    },
    {
      title: 'Site',
      purpose: 'its pages as files',
      files: [{ name: 'site', title: 'ZIP', ending: '-site.zip' }],
    },
  ];
  /** The requested exports, and whether their readers have left. */
  readonly asked: { readonly request: ExportRequest; readonly signal: AbortSignal }[] = [];
  /** The error in place of a file. */
  failure: SweepError | undefined;
  /** Whether a file has begun but not ended. */
  isSlow = false;

  async ofTrial(): Promise<TrialExport[]> {
    return [
      { name: 'yaml', title: 'Spec', purpose: 'trains it again', ending: '-sweep.yaml', needs: 'nothing' },
      { name: 'card', title: 'Model card', purpose: 'what it is', ending: '-README.md', needs: 'completion' },
      { name: 'onnx', title: 'ONNX', purpose: 'for any runtime', ending: '-onnx.zip', needs: 'weights' },
      { name: 'keras', title: 'Keras model', purpose: 'for Python', ending: '-keras.zip', needs: 'weights' },
    ];
  }

  async make(request: ExportRequest, signal: AbortSignal) {
    this.asked.push({ request, signal });
    if (this.failure) throw this.failure;
    const text = `<script>alert(${JSON.stringify(request.name)})</script>`;
    const content = new PassThrough();
    content.write(text);
    if (!this.isSlow) content.end();
    return { content, bytes: this.isSlow ? undefined : Buffer.byteLength(text) };
  }
}

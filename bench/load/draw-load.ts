import { init } from 'echarts';
import type { Point } from './curve.ts';

export interface MemoryPoint {
  second: number;
  /** Megabytes of resident memory, by process. */
  megabytes: Record<string, number>;
}

const WIDTH = 960;
const HEIGHT = 640;

/** Draws times (with a logarithmic axis), messages a second and memory over the run, one below the other, as SVG. */
export function drawLoad(points: readonly Point[], memory: readonly MemoryPoint[], title: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  const processes = Object.keys(memory[0]?.megabytes ?? {});
  const rows = [0, 1, 2];
  const line = (name: string, row: number, data: [number, number][]) => ({
    ...{ type: 'line' as const, name, data, showSymbol: false, animation: false },
    ...{ xAxisIndex: row, yAxisIndex: row, lineStyle: { width: 1.5 } },
  });
  chart.setOption({
    backgroundColor: '#ffffff',
    title: { text: title, left: 'center', top: 8, textStyle: { fontSize: 14 } },
    legend: { top: 32 },
    grid: rows.map((row) => ({ left: 70, right: 24, top: 80 + row * 185, height: 130 })),
    xAxis: rows.map((row) => ({
      ...{ type: 'value' as const, gridIndex: row, max: points.length },
      ...(row === 2 ? { name: 'seconds', nameLocation: 'middle' as const, nameGap: 26 } : {}),
    })),
    yAxis: [
      { type: 'log', gridIndex: 0, name: 'answer, ms', min: 1 },
      { type: 'value', gridIndex: 1, name: 'messages/s' },
      { type: 'value', gridIndex: 2, name: 'memory, MB' },
    ],
    series: [
      line(
        'p99',
        0,
        points.map(({ second, p99 }) => [second, Math.max(1, p99)]),
      ),
      line(
        'p50',
        0,
        points.map(({ second, p50 }) => [second, Math.max(1, p50)]),
      ),
      line(
        'answered',
        1,
        points.map(({ second, count }) => [second, count]),
      ),
      ...processes.map((name) =>
        line(
          name,
          2,
          memory.map(({ second, megabytes }) => [second, megabytes[name] ?? 0]),
        ),
      ),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

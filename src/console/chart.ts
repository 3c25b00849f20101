import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

export interface Chart {
  kind: 'line' | 'bar';
  /** Names below the points, such as days. */
  names: readonly string[];
  /** Values in the order of the names; null: none, or not told. */
  series: readonly { name: string; values: readonly (number | null)[] }[];
  /** Least and most on the axis; by default from 0 to what is needed. */
  range?: readonly [number, number];
}

const WIDTH = 720;
const HEIGHT = 260;
/** Told apart by colour-blind people too, and dark enough on white (3:1 and more). */
const COLOURS = ['#0b6b53', '#b4540a', '#5b4bb3', '#0f6c9c'];

/** Draws it as SVG. The same figures stand in a table beside it, so a picture is all it is. */
export function drawChart({ kind, names, series, range }: Chart): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption({
    animation: false,
    color: COLOURS,
    backgroundColor: '#ffffff',
    legend: { show: series.length > 1, top: 0 },
    grid: { left: 48, right: 16, top: series.length > 1 ? 32 : 16, bottom: 28 },
    xAxis: { type: 'category', data: [...names], axisLabel: { color: '#33404c' } },
    yAxis: {
      ...{ type: 'value', minInterval: range ? 0.1 : 1, axisLabel: { color: '#33404c' } },
      ...(range ? { min: range[0], max: range[1] } : {}),
    },
    series: series.map(({ name, values }) => ({
      ...{ name, type: kind, data: values.map((value) => value ?? '-'), symbolSize: 5 },
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

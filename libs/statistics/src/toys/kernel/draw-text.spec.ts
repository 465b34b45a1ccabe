import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import { initialParameters } from '../../likelihood/dataset.js';
import { toySource } from '../draw.js';
import { bumpModel } from '../../../fixtures/toy-models.js';
import { drawStatements, TABLES } from './draw-text.js';
import { kernelInput } from './kernel-numbers.js';
import { fitKernel } from './fit-kernel.js';
import { kernelShape } from './kernel-shape.js';
import { rowModel } from './row-model.js';

const THREADS = 4096;

let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(async () => {
  await device.close();
});

describe('what a kernel draws', () => {
  const model = bumpModel([0.2, 3, 40, 200], [{ name: 'g', type: 'shapesys', data: [0.1, 0.3, 5, 15] }]);
  const truth = initialParameters(model);
  const rows = rowModel(model);
  const shape = kernelShape(model, rows, false)!;
  const input = kernelInput({ shape, rows, request: { model, truth, free: [0, 10] } });

  it.each(['n', 'm'])('has the bits of the host: %s', async (name) => {
    const kernel = device.compileMap({
      ...fitKernel(shape, THREADS),
      id: `draws of ${name}`,
      body: (text) => [...drawStatements(text, shape), `  return [${name}0, ${name}1, ${name}2, ${name}3];`].join('\n'),
    });
    const call = { parameters: input.parameters, arrays: { [TABLES]: input.tables } };
    const values = await kernel.run({ key: [11, 12], first: 500, ...call });
    const draw = toySource(model, truth, [11, 12]);
    const first = model.parameters.findIndex((parameter) => parameter.name === 'g[0]');
    for (let i = 0; i < THREADS; i++) {
      const { counts, aux } = draw(500 + i);
      const host = name === 'n' ? counts : aux.subarray(first, first + 4);
      // Counts come as the excess over the rate, which single precision rounds in the last bits.
      expect(Array.from(values.subarray(4 * i, 4 * i + 4), (value) => Math.round(value * 256) / 256)).toEqual([
        ...host,
      ]);
    }
  });
});

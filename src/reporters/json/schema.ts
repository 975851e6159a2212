import { z } from 'zod';
import { reportShape } from './shape.js';

/** The JSON Schema (2020-12) that is published as `schema/report-1.schema.json`. */
export function reportSchema(): Record<string, unknown> {
  return { $id: 'urn:plumbline:report:1', ...z.toJSONSchema(reportShape) };
}

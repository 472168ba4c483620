import { type Field, type GenerationCall, generationFields } from '../protocol/generation-fields.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'

const JSON_TYPES: Readonly<Record<Field['type'], string>> = {
  int: 'integer',
  float: 'number',
  str: 'string',
  bool: 'boolean',
  list: 'array',
  strings: 'array',
  dict: 'object',
}

/** /openapi.json as far as clients read it: title, paths, and the request models with their defaults. */
export function openApi(
  facts: ServerFacts,
  routes: readonly { readonly method: 'GET' | 'POST'; readonly path: string }[],
): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path } of routes) {
    const operation = {
      summary: path.split('/').at(-1),
      responses: { 200: { description: 'Successful Response' } },
    }
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  return {
    openapi: '3.0.2',
    info: { title: facts.openApiTitle, version: '0.1.0' },
    paths,
    components: {
      schemas: {
        StableDiffusionProcessingTxt2Img: schemaOf('txt2img', facts),
        StableDiffusionProcessingImg2Img: schemaOf('img2img', facts),
      },
    },
  }
}

function schemaOf(call: GenerationCall, facts: ServerFacts): unknown {
  const properties = Object.entries(generationFields(call, facts)).map(
    ([name, { type, default: standard }]) => [
      name,
      { title: name, type: JSON_TYPES[type], ...(standard === null ? {} : { default: standard }) },
    ],
  )
  return {
    title: `StableDiffusionProcessing${call}`,
    type: 'object',
    properties: Object.fromEntries(properties),
  }
}

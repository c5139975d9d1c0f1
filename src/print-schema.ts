import { writeFile } from 'node:fs/promises'
import { printSchema } from 'graphql'
import { buildGraphSchema } from './api/schema.js'

/** Writes the schema as it is built from code to the file named, for people and for client generators. */
const [, , file] = process.argv
if (file === undefined) throw new Error('usage: node dist/src/print-schema.js FILE')
await writeFile(file, `${printSchema(await buildGraphSchema())}\n`)

// `node --import ./test/support/typescript.js file.ts` runs TypeScript as jest runs it, in a process of its own.
import { register } from 'node:module'

register('./typescript-hooks.js', import.meta.url)

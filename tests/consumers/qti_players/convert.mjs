// Convert the items, tests and stimuli of an unpacked package, in place, with Citolab's converter: node convert.mjs FOLDER
//
// Its own commands leave stimuli as they are, or drop them; and its stylesheet looks for a `stimulusBody` without a
// namespace, so that the body of each keeps its old name.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertQti2toQti3 } from '@citolab/qti-convert/qti-convert-node'

const folder = process.argv[2]
for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith('.xml') || name === 'imsmanifest.xml') continue
  const path = join(folder, name)
  const converted = await convertQti2toQti3(readFileSync(path, 'utf8'))
  writeFileSync(path, converted.replace(/(<\/?)stimulusBody\b/g, '$1qti-stimulus-body'))
}

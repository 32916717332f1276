// Writes the types of the API's description, which comes in, to the standard output.
import { text } from 'node:stream/consumers'
import openapiTS, { astToString } from 'openapi-typescript'

const document = JSON.parse(await text(process.stdin))
process.stdout.write("// Made from the server's OpenAPI document; ApiSchemaTest says how.\n")
process.stdout.write(astToString(await openapiTS(document)))

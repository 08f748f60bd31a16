import { z } from 'zod'
import { variable } from './variable'

const LINES_MOST = 8

const lines = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  .refine(
    ({ length }) => length > 0 && length <= LINES_MOST,
    `must be a name and an address, at most ${LINES_MOST} lines with commas between them`,
  )

export const INVOICE_VARIABLES = {
  INVOICE_FROM: variable({
    schema: lines,
    default: 'invoices do not say',
    example: 'Rolecall Hosting Ltd, 12 High Street, London N1 9GU, VAT ID GB123456789',
    means: 'Who sends invoices to the accounts: name and address, with commas between the lines.',
  }),
}

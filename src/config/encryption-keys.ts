import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../config'
import { generatedSecret } from '../generated-secret'
import { type EncryptionKey, encryptionKeys } from './variables'

/** The configured keys, or one that was made on the first start and is kept in the data folder. */
export async function loadEncryptionKeys(config: Config): Promise<readonly EncryptionKey[]> {
  if (config.encryptionKeys) return config.encryptionKeys
  const file = join(config.dataFolder, 'encryption-keys')
  return encryptionKeys.parse(await generatedSecret(file, () => `k1:${randomBytes(32).toString('base64')}`))
}

import { join } from 'node:path'
import type { Config } from './config'
import { generatedSecret } from './generated-secret'
import { newToken } from './secrets'

/** Where the sandbox keeps the token of its operators, who are whoever started it. */
export const operatorTokenFile = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  join(dataFolder, 'operator-token')

/** The configured token; else one that is made on the first start and kept in the data folder. */
export const sandboxOperatorToken = async (config: Config): Promise<string> =>
  config.operatorToken ?? generatedSecret(operatorTokenFile(config), newToken)

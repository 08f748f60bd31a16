import type { Embedder, FileStore, LanguageModel, Mailer } from '../chat'
import type { Config, EmbeddingConfig, ModelConfig, S3Config } from '../config'

/** Handed in, because only `main.ts` knows adapters. */
export interface Instruments {
  createMailer(options: {
    smtpUrl: string
    from: string
  }): Mailer & { verify(): Promise<void>; close(): void }
  createModel(options: ModelConfig): LanguageModel
  createEmbedder(options: EmbeddingConfig): Embedder
  createFileStore(options: S3Config): FileStore
  /** What the app manifest asks for. */
  slackScopes: readonly string[]
  /** What the webhook has to tell. */
  stripeEvents: readonly string[]
}

/** Resolves to a remark, or throws what is wrong and what mends it. */
export type Check = (config: Config, instruments: Instruments) => Promise<string>

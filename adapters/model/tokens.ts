/**
 * About how many tokens a text is: one for four bytes of UTF-8, rounded up. That is right within a fifth for English
 * and counts other scripts by their bytes, as tokenizers roughly do. Used for fitting prompts, and for endpoints that
 * do not count.
 */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4)

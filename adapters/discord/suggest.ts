import { InteractionResponseType } from 'discord.js'
import type { Claiming } from './answer'
import type { InteractionCalls } from './calls'
import { isOver } from './errors'

/** Answers somebody who types into an option: suggestions are all that can be shown there. */
export function createSuggester(calls: InteractionCalls, onOver: (error: unknown) => void): Claiming {
  return {
    showsFieldErrors: false,
    defer: async () => undefined,
    // Suggesting changes nothing.
    claim: async () => true,
    answer: async () => undefined,
    async suggest(suggested) {
      const choices = suggested.map(({ label, value }) => ({ name: label, value }))
      try {
        await calls.respond({
          type: InteractionResponseType.ApplicationCommandAutocompleteResult,
          data: { choices },
        })
      } catch (error) {
        if (!isOver(error)) throw error
        onOver(error)
      }
    },
  }
}

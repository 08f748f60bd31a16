import { standingIn } from '../access'
import { asDecidedBy, asDecided as chatbotAsDecided, standingOf as standingOfChatbot } from '../chatbots'
import type { Standing } from '../db'
import type { ReachedBase } from './base'

/** What a decision about the documents of base `b` rested on, repeated by every change of them; $1, $2 and $3 are parameters. */
export const AS_DECIDED = `b.id = $1 AND b.deleted_at IS NULL
    AND (b.chatbot_id IS NULL OR EXISTS (SELECT 1 FROM chatbot c WHERE ${asDecidedBy('b.chatbot_id', '$2', '$3')}))`

/** The parameters of `AS_DECIDED`. */
export const asDecided = ({ base, chatbot }: ReachedBase): unknown[] =>
  chatbot ? chatbotAsDecided(chatbot) : [base.id, null, []]

/** Beside that: what the chatbot is reached by, else the place in the workspace. */
export const standingOf = ({ base, chatbot, actor }: ReachedBase): readonly Standing[] =>
  chatbot ? standingOfChatbot(chatbot.reach) : standingIn(actor, base)

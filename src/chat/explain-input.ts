import { LIMITS } from './limits'
import { listed, one } from './names-in-titles'
import { quoted } from './quoted'
import type { InputRefusal } from './refusal'
import { code, shorten, slash, type Text, text } from './text'

/** Words for what was typed and cannot be taken. */
export function explainInput(refusal: InputRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'optionMissing':
      return [`${one(refusal.option)} is missing`, 'Please fill it in.']
    case 'optionUnknown':
      return [
        'I do not know this option',
        text`${quoted(refusal.option)} is none of ${listed(refusal.known.map((name) => `${name}:`))}. Write options as ${code('name:value')}, and put text with a colon into quotes.`,
      ]
    case 'tooLong':
      return [`${one(refusal.option)} is too long: ${refusal.length} characters, at most ${refusal.limit}`]
    case 'notAChoice':
      return [
        shorten(`${one(refusal.option)} must be one of ${refusal.choices.join(', ')}`, LIMITS.title),
        text`You wrote ${quoted(refusal.got)}.`,
      ]
    case 'tooMany':
      return [
        `At most ${refusal.limit} ${one(refusal.what)} at once; you gave ${refusal.count}`,
        'Nothing was sent. Please split them.',
      ]
    case 'empty':
      return [`There is no ${one(refusal.what)} in what you wrote`]
    case 'unknownCommand':
      return [
        'I do not know this command',
        refusal.known.length > 0
          ? text`There are ${slashes(refusal.known)}.`
          : text`Type ${slash('rolecall')} to see what you can do.`,
      ]
    case 'noTimeZone':
      return [
        shorten(`${NO_ZONE[refusal.why]}: write ${zones(refusal.maybe)}`, LIMITS.title),
        text`You wrote ${quoted(refusal.typed)}. A city, or a name as the time zone database has it, is right.`,
      ]
    case 'quietAllDay':
      return [
        `Quiet hours from ${refusal.hour} to ${refusal.hour} would never end: choose two different hours`,
        'For no quiet hours at all choose “Never”.',
      ]
    case 'pick':
      return [
        `Which ${one(refusal.option)}?`,
        text`Name one with ${code(`${one(refusal.option)}:`)}, e.g. ${listed(refusal.choices.map((choice) => choice.label))}.`,
      ]
  }
}

const OR = new Intl.ListFormat('en', { type: 'disjunction' })

const NO_ZONE: Readonly<Record<Extract<InputRefusal, { code: 'noTimeZone' }>['why'], string>> = {
  unknown: 'I do not know this time zone',
  abbreviation: 'An abbreviation may stand for several places, so name one',
  offset: 'An offset knows no summer time, so name a place',
}

const zones = (maybe: readonly string[]): string =>
  OR.format(maybe.length > 0 ? maybe : ['Europe/Berlin', 'America/New_York'])

/** Commands one after the other. */
const slashes = (names: readonly string[]): Text =>
  names.flatMap((name, index) => (index === 0 ? [slash(name)] : [', ', slash(name)]))

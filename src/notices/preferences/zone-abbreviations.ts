/** A place in each of the zones that people know by an abbreviation; some stand for more than one. */
const PLACES: Readonly<Record<string, string>> = {
  'America/New_York': 'est edt et est5edt',
  'America/Chicago': 'cst cdt cst6cdt',
  'America/Denver': 'mst mdt mst7mdt',
  'America/Los_Angeles': 'pst pdt pst8pdt',
  'America/Anchorage': 'akst akdt',
  'Pacific/Honolulu': 'hst',
  'America/Sao_Paulo': 'brt',
  'Europe/London': 'gmt bst',
  'Europe/Lisbon': 'wet west',
  'Europe/Berlin': 'cet cest met mest mez mesz',
  'Europe/Athens': 'eet eest',
  'Europe/Moscow': 'msk',
  'Asia/Kolkata': 'ist',
  'Asia/Singapore': 'sgt',
  'Asia/Tokyo': 'jst',
  'Asia/Seoul': 'kst',
  'Australia/Sydney': 'aest aedt',
  'Pacific/Auckland': 'nzst nzdt',
}

const places = new Map(
  Object.entries(PLACES).flatMap(([place, names]) => names.split(' ').map((name) => [name, place])),
)

/** The zone of a place that goes by that abbreviation, in small letters; undefined: it is none that we know. */
export const placeOfAbbreviation = (asked: string): string | undefined => places.get(asked)

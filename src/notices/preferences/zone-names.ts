/** `Intl` of Node 20 knows zones by names of before; it takes the present ones, too. https://data.iana.org/time-zones/tzdb/backward */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const nameOf = (zone: string): string => RENAMED[zone] ?? zone

/** The zone of that name in any case, as it is called today; null: there is none. */
export function zoneCalled(name: string): string | null {
  try {
    return nameOf(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone)
  } catch {
    return null
  }
}

/** Every zone, as it is called today. */
export const allZones = (): readonly string[] => Intl.supportedValuesOf('timeZone').map(nameOf)

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const REGIONS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))

/** The zones of the country of that English name, in small letters; none: there is no such country. */
export function zonesOfCountry(asked: string): readonly string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const region = REGIONS.find((each) => names.of(each)?.toLowerCase() === asked)
  const locale: Intl.Locale & { timeZones?: readonly string[] } = new Intl.Locale(`und-${region ?? 'ZZ'}`)
  return (locale.timeZones ?? []).map(nameOf)
}

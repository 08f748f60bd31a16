/** Initials on a colour that belongs to the name. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" aria-hidden="true" style={{ background: colourOf(name) }}>
      {initials(name)}
    </span>
  )
}

/** The same as a picture, for what only takes addresses of pictures. */
export function avatarPicture(name: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colourOf(name)}"/><text x="20" y="26" font-family="sans-serif" font-size="16" font-weight="600" fill="#fff" text-anchor="middle">${encodeURIComponent(initials(name))}</text></svg>`
  return `data:image/svg+xml,${svg.replaceAll('#', '%23')}`
}

/** Dark enough for white letters (contrast of 4.5 and more). */
const colours = ['#4f46a5', '#0f766e', '#a23b72', '#9a5b13', '#2f6b3a', '#1d5fa8', '#8a3ffc', '#b0413e']

function colourOf(name: string): string {
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  return colours[sum % colours.length] ?? '#4f46a5'
}

function initials(name: string): string {
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? '')
  return letters
    .slice(0, 2)
    .join('')
    .toUpperCase()
    .replace(/[<>&"]/g, '')
}

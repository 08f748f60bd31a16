/** In points, of which a picture has two pixels each. */
export const CHART_SIZE = { width: 720, height: 280 }

/** The ground stands out from neither a dark nor a light surface too much, and everything on it has contrast enough. */
export const COLOURS = {
  ground: '#f7f8fa',
  words: '#4b5563',
  faint: '#e2e5ea',
  bar: '#3b6fe0',
  second: '#e5973a',
  limit: '#9f1239',
}

export const WORDS = { fontFamily: 'DejaVu Sans', fontSize: 15, color: COLOURS.words }

/** The languages the graph speaks; the first is the language of its sources and the one to fall back on. */
export const LANGUAGES = ['NL', 'EN'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * The language a visitor prefers, from an `Accept-Language` header (RFC 9110, section 12.5.4);
 * Dutch where the header names none that the graph speaks.
 */
export function preferredLanguage(header: string | undefined): Language {
  if (header === undefined) return 'NL'
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';')
    const weight = parameters
      .map((p) => /^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i.exec(p)?.[1])
      .find((q) => q !== undefined)
    return { language: tag.trim().split('-')[0]?.toUpperCase(), weight: Number(weight ?? '1') }
  })
  const spoken = ranges.filter(({ language, weight }) => weight > 0 && LANGUAGES.some((l) => l === language))
  const best = spoken.sort((a, b) => b.weight - a.weight)[0]
  return LANGUAGES.find((language) => language === best?.language) ?? 'NL'
}

/** A text in the language asked for, else in the other one. */
export function inLanguage<T extends string | null>(language: Language, nl: T, en: T): T {
  return language === 'EN' ? (en ?? nl) : (nl ?? en)
}

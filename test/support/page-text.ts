/** The words of a page as a reader sees them, a space where an element ends. */
export const textOf = (html: string): string =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<title[^>]*>.*?<\/title>/gs, '')
    .replace(/<\/(?:p|dt|dd|div|li|h1|h2|legend|label|span|a|th|td)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

/** As the server takes them. */
export const MOST_BYTES = 9 * 1024 * 1024
export const FILES = '.md,.txt,.html,.htm,.pdf,.docx,.csv'

/** A file in base64. */
export function contentOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''))
    reader.readAsDataURL(file)
  })
}

/** How many items a page has unless told, and at most. */
export const DEFAULT_PAGE = 20
export const LARGEST_PAGE = 100

/** What `<tms-clinic-locator>` handles: for the compiler, and for whoever reads it. */

/** In degrees, WGS 84. */
export type Position = { lat: number; lng: number };

/** What stands in no address: where the reader is, or what part of the map they look at. */
export type Spot = { position?: Position; area?: Record<string, number> };

/** A search: its parameters without the finder's prefix. */
export type Query = { own: URLSearchParams; spot?: Spot };

/** A step of the history, with the server's answers. */
export type Entry = { key: string; query: Query; pages: Element[] };

export type Fault = { parameter: string; message: string };

export type Suggestion = Record<string, string>;

/** How a suggestion was taken. */
export type Choice = "enter" | "pointer" | "tab";

/**
 * Whether a search makes a step of the history, and leads the reader to the results; what
 * the history kept of it.
 */
export type How = { push?: boolean; focus?: boolean; kept?: any };

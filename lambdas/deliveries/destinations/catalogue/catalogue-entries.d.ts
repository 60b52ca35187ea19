/** Settings and actions of each destination as JSON, which is parsed only for the one that is asked for. */
export declare const catalogueEntries: Readonly<Record<string, string>>;
/** The names of all settings of all destinations, with a space between. */
export declare const settingNames: string;

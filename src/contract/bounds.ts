// How long a text or a list of a call may be: far more than the program itself ever asks with, and little enough that
// whoever sends more can neither fill the host's memory nor keep it from the others.

export const LONGEST_ID = 64
/** Of an experiment, a data set, a tag, a preset. */
export const LONGEST_NAME = 200
/** Of an arm where its experiment's name is in it. */
export const LONGEST_LABEL = 300
/** What Linux takes, which takes the longest. */
export const LONGEST_PATH = 4096
export const LONGEST_NOTES = 100_000
/** Of a report's page: one of some runs has 200,000 characters. */
export const LONGEST_PAGE = 2 ** 26
/** The most experiments or runs that are named at once. */
export const MOST_IDS = 10_000
/** Of one filter. */
export const MOST_CHOICES = 10_000
export const MOST_TAGS = 50
/** Runs whose new points are asked for at once. */
export const MOST_FOLLOWED = 1000
/** Of a layout of the comparison. */
export const MOST_SETTINGS = 100
/** Numbers, texts, lists and objects of a spec; one of 10,000 arms has some 100,000. */
export const MOST_SPEC_VALUES = 200_000
/** Of a record: more than the runs of the largest grid with those that prepare them. */
export const MOST_RUNS = 100_000
/** Values of one series of a record; and so epochs too, which are not more than steps. */
export const MOST_STEPS = 2 ** 28
/** Of a record's confusion matrix: as many classes as a byte tells apart, each against each. */
export const MOST_COUNTS = 2 ** 16
/** Libraries whose versions a record names. */
export const MOST_VERSIONS = 1000

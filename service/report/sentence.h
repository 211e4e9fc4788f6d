/* One sentence in both languages, as every surface says it. */
#ifndef SERVICE_REPORT_SENTENCE_H
#define SERVICE_REPORT_SENTENCE_H

enum { SENTENCE_MAX = 400 };

struct sentence {
    char fr[SENTENCE_MAX];
    char en[SENTENCE_MAX];
};

#endif
